package io.breakwater.ops.command;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.breakwater.ops.UsageFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a message of the API from a JSON file, or from standard input where the file is `-`. */
final class JsonInput {
    private JsonInput() {}

    static void read(Path file, Message.Builder into) {
        try {
            String text = file.toString().equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(file);
            JsonFormat.parser().merge(text, into);
        } catch (InvalidProtocolBufferException e) {
            throw new UsageFault(file + " is not a " + into.getDescriptorForType().getName() + " in JSON: "
                    + e.getMessage(), e);
        } catch (IOException e) {
            throw new UsageFault(file + " cannot be read: " + e, e);
        }
    }
}
