package io.breakwater.feed.fix;

import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.Connector;
import quickfix.Log;
import quickfix.LogFactory;
import quickfix.MessageStore;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.SocketInitiator;
import quickfix.fix44.MessageFactory;

/** Makes the connector of a session, which opens its line, or waits for it, again and again until it is stopped. */
final class Connection {
    private static final String YES = "Y";
    private static final String NO = "N";

    private Connection() {}

    /** @throws ConfigError where the settings do not make a session */
    static Connector of(FixSettings settings, Application application, MessageStore numbers) throws ConfigError {
        SessionSettings all = settings(settings);
        LogFactory events = id -> new Events(settings.name());
        return switch (settings.side().role()) {
            case INITIATOR -> new SocketInitiator(application, _ -> numbers, all, events, new MessageFactory());
            case ACCEPTOR -> new SocketAcceptor(application, _ -> numbers, all, events, new MessageFactory());
        };
    }

    private static SessionSettings settings(FixSettings settings) {
        SessionID id = new SessionID("FIX.4.4", settings.ids().sender(), settings.ids().target());
        SessionSettings all = new SessionSettings();
        FixSettings.Side side = settings.side();
        boolean opens = side.role() == FixSettings.Role.INITIATOR;
        UnaryOperator<String> ends = end -> opens ? "SocketConnect" + end : "SocketAccept" + end;
        all.setString(id, "ConnectionType", opens ? "initiator" : "acceptor");
        all.setString(id, opens ? "SocketConnectHost" : "SocketAcceptAddress", side.host());
        all.setString(id, ends.apply("Port"), String.valueOf(side.port()));
        all.setString(id, "HeartBtInt", String.valueOf(side.heartbeatSeconds()));
        all.setString(id, "ReconnectInterval", "1;2;5;10;30");
        all.setString(id, "NonStopSession", YES);
        // What we send is administrative: gaps in it are filled, not sent again.
        all.setString(id, "PersistMessages", NO);
        // A message is never refused for its form: it would count as taken and be gone.
        all.setString(id, "UseDataDictionary", YES);
        all.setString(id, "ValidateIncomingMessage", NO);
        all.setString(id, "RejectMessageOnUnhandledException", NO);
        all.setString(id, "CheckLatency", NO);
        settings.more().forEach((key, value) -> all.setString(id, key, value));
        return all;
    }

    /** What QuickFIX/J says of a session, but for the messages. */
    private record Events(String feed) implements Log {
        private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

        @Override
        public void onEvent(String text) {
            LOG.debug("{}: {}", feed, text);
        }

        @Override
        public void onErrorEvent(String text) {
            LOG.warn("{}: {}", feed, text);
        }

        @Override
        public void onIncoming(String message) {
            LOG.trace("{} in: {}", feed, message);
        }

        @Override
        public void onOutgoing(String message) {
            LOG.trace("{} out: {}", feed, message);
        }

        @Override
        public void clear() {
            LOG.debug("{}: begins anew", feed);
        }
    }
}
