package io.breakwater.app;

/** A setting that the node cannot start with; the message names key, value and remedy. Exit code 2. */
final class SettingFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingFault(String key, String wrong, String remedy) {
        super(key + " " + wrong + ": " + remedy, null, false, false);
    }
}
