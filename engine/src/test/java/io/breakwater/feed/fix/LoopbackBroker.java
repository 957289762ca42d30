package io.breakwater.feed.fix;

import static org.awaitility.Awaitility.await;

import io.breakwater.cassandra.FreePorts;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import quickfix.Application;
import quickfix.CompositeLogFactory;
import quickfix.ConfigError;
import quickfix.Connector;
import quickfix.Group;
import quickfix.LogFactory;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.SocketInitiator;
import quickfix.fix44.ExecutionReport;
import quickfix.fix44.MessageFactory;
import quickfix.fix44.OrderCancelReject;

/**
 * A broker who tells what was traded, by QuickFIX/J itself: it numbers, keeps and sends again as any other does. Each has
 * a name of its own: sessions are found by their names in all of a process.
 */
public final class LoopbackBroker implements Application, AutoCloseable {
    private static final AtomicInteger BROKERS = new AtomicInteger();

    private final String name = "BROKER-" + BROKERS.incrementAndGet();
    private final SessionID id = new SessionID("FIX.4.4", name, "BREAKWATER");
    private final int port;
    private final Connector connector;

    /** One that waits to be called, or calls. */
    public LoopbackBroker(boolean waits) throws ConfigError, IOException {
        this(waits, Map.of());
    }

    /** @param more settings of its session, such as those of TLS */
    public LoopbackBroker(boolean waits, Map<String, String> more) throws ConfigError, IOException {
        this.port = FreePorts.one();
        SessionSettings settings = new SessionSettings();
        settings.setString(id, "ConnectionType", waits ? "acceptor" : "initiator");
        settings.setString(id, "SocketAcceptPort", String.valueOf(port));
        settings.setString(id, "SocketConnectHost", "127.0.0.1");
        settings.setString(id, "SocketConnectPort", String.valueOf(port));
        settings.setString(id, "ReconnectInterval", "1");
        settings.setString(id, "HeartBtInt", "30");
        settings.setString(id, "NonStopSession", "Y");
        settings.setString(id, "AllowPosDup", "Y");
        more.forEach((key, value) -> settings.setString(id, key, value));
        LogFactory silent = new CompositeLogFactory(new LogFactory[0]);
        connector = waits ? new SocketAcceptor(this, new MemoryStoreFactory(), settings, silent, new MessageFactory())
                : new SocketInitiator(this, new MemoryStoreFactory(), settings, silent, new MessageFactory());
        connector.start();
    }

    /** Settings of a node's feed that listens to it. */
    public Map<String, String> feed(String role) {
        String feed = "breakwater.feeds.sources.0.";
        return new HashMap<>(Map.of(feed + "name", "broker", feed + "venue", "main", feed + "fix.role", role,
                feed + "fix.host", "127.0.0.1", feed + "fix.port", String.valueOf(port),
                feed + "fix.sender", "BREAKWATER", feed + "fix.target", name,
                feed + "fix.accounts.ACC-1", "alpha/main"));
    }

    public Session session() {
        return Session.lookupSession(id);
    }

    public void awaitLogon() {
        await().until(() -> session().isLoggedOn());
    }

    /** Sent now where somebody listens, else when they ask for it. */
    public void send(Message message) {
        session().send(message);
    }

    /** Says it again under a new number, as a broker does who is not sure that it was heard. */
    public void sendAgain(Message message) {
        message.getHeader().setBoolean(97, true);
        send(message);
    }

    public static Message fill(String execId, String side, String quantity, String price) {
        return report("F", execId, side, quantity, price);
    }

    public static Message correct(String execId, String corrected, String side, String quantity, String price) {
        Message report = report("G", execId, side, quantity, price);
        report.setString(Tags.EXEC_REF_ID, corrected);
        return report;
    }

    public static Message bust(String execId, String busted, String side) {
        Message report = report("H", execId, side, "0", "0");
        report.setString(Tags.EXEC_REF_ID, busted);
        return report;
    }

    /** What an order is now. */
    public static Message state(String type, String execId, String order) {
        Message report = report(type, execId, "1", "0", "0");
        report.setString(Tags.CL_ORD_ID, order);
        return report;
    }

    /** The state of an order, told under the id of the request that it answers. */
    public static Message state(String type, String execId, String request, String order) {
        Message report = state(type, execId, request);
        report.setString(Tags.ORIG_CL_ORD_ID, order);
        return report;
    }

    /** A cancel (1) or a replacement (2) is refused. */
    public static Message refusal(String answered, String request, String order) {
        OrderCancelReject reject = new OrderCancelReject();
        reject.setString(Tags.ORDER_ID, "O-1");
        reject.setString(Tags.CL_ORD_ID, request);
        reject.setString(Tags.ORIG_CL_ORD_ID, order);
        reject.setString(Tags.ORD_STATUS, "0");
        reject.setString(Tags.CXL_REJ_RESPONSE_TO, answered);
        reject.setUtcTimeStamp(Tags.TRANSACT_TIME, LocalDateTime.now(ZoneOffset.UTC));
        return reject;
    }

    /** The same of another instrument: of a leg (2) or of a whole combo (3), linked to other reports of its trade. */
    public static Message part(Message report, String type, String symbol, String link) {
        report.setString(Tags.SYMBOL, symbol);
        report.setString(Tags.MULTI_LEG_REPORTING_TYPE, type);
        report.setString(Tags.SECONDARY_EXEC_ID, link);
        return report;
    }

    /** The same with a leg more. @param price null where it is not told */
    public static Message leg(Message report, String symbol, String side, String price) {
        Group leg = new Group(Tags.NO_LEGS, Tags.LEG_SYMBOL);
        leg.setString(Tags.LEG_SYMBOL, symbol);
        leg.setString(Tags.LEG_SIDE, side);
        if (price != null) {
            leg.setString(Tags.LEG_LAST_PX, price);
        }
        report.addGroup(leg);
        return report;
    }

    public static Message report(String type, String execId, String side, String quantity, String price) {
        ExecutionReport report = new ExecutionReport();
        report.setString(Tags.ACCOUNT, "ACC-1");
        report.setString(Tags.SYMBOL, "BTC-PERP");
        report.setString(Tags.ORDER_ID, "O-1");
        report.setString(Tags.EXEC_ID, execId);
        report.setString(Tags.EXEC_TYPE, type);
        report.setString(Tags.ORD_STATUS, "1");
        report.setString(Tags.SIDE, side);
        report.setString(Tags.LAST_QTY, quantity);
        report.setString(Tags.LAST_PX, price);
        report.setString(151, "0");
        report.setString(14, "0");
        report.setString(6, "0");
        report.setString(Tags.TRADE_DATE, "20260301");
        report.setUtcTimeStamp(Tags.TRANSACT_TIME, LocalDateTime.now(ZoneOffset.UTC));
        return report;
    }

    @Override
    public void close() {
        connector.stop(true);
    }

    @Override
    public void onCreate(SessionID session) {
        // Nothing to prepare.
    }

    @Override
    public void onLogon(SessionID session) {
        // Whoever waits for it looks at the session.
    }

    @Override
    public void onLogout(SessionID session) {
        // What is said meanwhile is kept.
    }

    @Override
    public void toAdmin(Message message, SessionID session) {
        // As QuickFIX/J has made it.
    }

    @Override
    public void fromAdmin(Message message, SessionID session) {
        // QuickFIX/J answers.
    }

    @Override
    public void toApp(Message message, SessionID session) {
        // As it was said.
    }

    @Override
    public void fromApp(Message message, SessionID session) {
        throw new IllegalStateException("whoever takes a drop copy says nothing");
    }
}
