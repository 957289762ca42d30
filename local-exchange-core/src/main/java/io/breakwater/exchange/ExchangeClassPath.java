package io.breakwater.exchange;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the process runs on: this module, and exchange-core as it was resolved when this module was built. */
public final class ExchangeClassPath {

    private static final String LIST = "classpath.txt";

    private ExchangeClassPath() {}

    public static String text() {
        return own() + File.pathSeparator + resolved();
    }

    private static Path own() {
        try {
            return Path.of(ExchangeClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this module is nowhere", e);
        }
    }

    private static String resolved() {
        try (InputStream list = ExchangeClassPath.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("the class path was not resolved: build local-exchange-core");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
