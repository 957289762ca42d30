package io.breakwater.feed.fix;

import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.Direction;
import io.breakwater.domain.counterparty.ExecutionKey;
import io.breakwater.domain.counterparty.PositionSide;
import io.breakwater.domain.counterparty.Side;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.MalformedDecimal;
import io.breakwater.kernel.Overflow;
import java.time.LocalDateTime;
import java.util.Map;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.Message;

/**
 * Makes facts of what a session says: trades (execution reports of ExecType F), corrects (G) and cancels of trades (H);
 * what an order's state is comes from {@link OrderStateReader}.
 *
 * <p>A trade is known again by its execution key. A correct replaces, whatever was there: it is known again by an id
 * that is made of its own ExecID, so that one that comes again after a later one does not undo that.
 */
final class ExecutionReader {
    static final int MAX_ID = 64;
    private static final int MAX_ORDER_ID = 36;
    private static final String EXECUTION_REPORT = "8";
    private static final String CANCEL_REJECT = "9";
    private static final String MAKER = "1";

    private final StatedIds ids;
    private final String venue;
    private final Map<String, FixSettings.Owner> accounts;
    private final Symbols symbols;
    private final OrderStateReader states;

    ExecutionReader(FixSettings settings, Symbols symbols) {
        this.ids = new StatedIds(settings.name());
        this.venue = settings.venue();
        this.accounts = settings.accounts();
        this.symbols = symbols;
        this.states = new OrderStateReader(settings);
    }

    /**
     * Null where neither a trade nor a state of an order of ours follows from it.
     *
     * @throws FixFault where one does and no fact can be made of it now
     */
    FactDoor.Booking read(Message message) {
        try {
            return switch (message.getHeader().getString(Tags.MSG_TYPE)) {
                case EXECUTION_REPORT -> report(message);
                case CANCEL_REJECT -> states.refused(message);
                default -> throw new FixFault("is no execution report");
            };
        } catch (FieldNotFound missing) {
            throw new FixFault("has no field " + missing.field);
        } catch (FieldException unreadable) {
            throw new FixFault("field " + unreadable.getField() + " cannot be read");
        } catch (Overflow overflow) {
            throw new FixFault("a number does not fit: " + overflow.getMessage());
        } catch (MalformedDecimal malformed) {
            throw new FixFault("a number does not fit its instrument: " + malformed.reason());
        }
    }

    private FactDoor.Booking report(Message message) throws FieldNotFound {
        String type = message.getString(Tags.EXEC_TYPE);
        return switch (type) {
            case "F", "G", "H" -> trade(message, type);
            default -> states.reported(message, type);
        };
    }

    private FactDoor.Booking trade(Message message, String type) throws FieldNotFound {
        String account = text(message, Tags.ACCOUNT, MAX_ID);
        FixSettings.Owner owner = accounts.get(account);
        if (owner == null) {
            throw new FixFault("account " + account + " is not known");
        }
        String symbol = message.getString(Tags.SYMBOL);
        Quoted quoted = symbols.find(symbol);
        if (quoted == null) {
            throw new FixFault("symbol " + symbol + " is not listed");
        }
        boolean isNew = type.equals("F");
        ExecutionKey key = new ExecutionKey(venue, account, quoted.id(), tradeDate(message),
                text(message, isNew ? Tags.EXEC_ID : Tags.EXEC_REF_ID, MAX_ID), direction(message, owner),
                text(message, Tags.ORDER_ID, MAX_ID));
        return switch (type) {
            case "F" -> new FactDoor.Booking(owner.counterparty(), fill(message, owner, key, quoted), null);
            case "G" -> new FactDoor.Booking(owner.counterparty(), correction(message, key, quoted),
                    ids.of(message, text(message, Tags.EXEC_ID, MAX_ID), key.key()));
            default -> new FactDoor.Booking(owner.counterparty(), new CounterpartyFact.Bust(key), null);
        };
    }

    private CounterpartyFact fill(Message message, FixSettings.Owner owner, ExecutionKey key, Quoted quoted)
            throws FieldNotFound {
        Fees fees = Fees.of(message, quoted, symbols.view());
        return new CounterpartyFact.Fill(key, owner.account(), orderId(message), CounterpartyFact.FillKind.NEW,
                ticks(message, quoted), lots(message, quoted), fees.minor(), fees.asset(),
                MAKER.equals(optional(message, Tags.LAST_LIQUIDITY)), StatedIds.micros(message),
                message.getHeader().getInt(Tags.MSG_SEQ_NUM));
    }

    /** A correct that says nothing of fees leaves none: it replaces. */
    private CounterpartyFact correction(Message message, ExecutionKey key, Quoted quoted) throws FieldNotFound {
        return new CounterpartyFact.Correction(key, ticks(message, quoted), lots(message, quoted),
                Fees.of(message, quoted, symbols.view()).minor());
    }

    private static long ticks(Message message, Quoted quoted) throws FieldNotFound {
        return Decimals.parse(message.getString(Tags.LAST_PX), quoted.terms().priceScale());
    }

    private static long lots(Message message, Quoted quoted) throws FieldNotFound {
        long lots = Decimals.parse(message.getString(Tags.LAST_QTY), quoted.terms().lotScale());
        if (lots <= 0) {
            throw new FixFault("its quantity is not positive");
        }
        return lots;
    }

    /** Of which position where the account has both: else its order says, and where positions net there is but one. */
    private static Direction direction(Message message, FixSettings.Owner owner) throws FieldNotFound {
        Side side = side(message);
        String effect = owner.hedged() ? optional(message, Tags.POSITION_EFFECT) : "";
        return switch (effect) {
            case "O" -> Direction.of(side, side == Side.BUY ? PositionSide.LONG : PositionSide.SHORT);
            case "C" -> Direction.of(side, side == Side.BUY ? PositionSide.SHORT : PositionSide.LONG);
            case "", "F", "R" -> Direction.of(side);
            default -> throw new FixFault("position effect " + effect + " neither opens nor closes");
        };
    }

    private static Side side(Message message) throws FieldNotFound {
        String side = message.getString(Tags.SIDE);
        return switch (side) {
            case "1", "3" -> Side.BUY;
            case "2", "4", "5", "6" -> Side.SELL;
            default -> throw new FixFault("side " + side + " is neither buying nor selling");
        };
    }

    /** yyyymmdd: the venue's where it is told, else the UTC day of the transaction. */
    private static int tradeDate(Message message) throws FieldNotFound {
        String told = optional(message, Tags.TRADE_DATE);
        if (told.isEmpty()) {
            LocalDateTime time = message.getUtcTimeStamp(Tags.TRANSACT_TIME);
            return time.getYear() * 10_000 + time.getMonthValue() * 100 + time.getDayOfMonth();
        }
        if (!told.matches("[0-9]{8}")) {
            throw new FixFault("trade date " + told + " is not yyyymmdd");
        }
        return Integer.parseInt(told);
    }

    /** The order as we named it; one that we cannot have named is unsolicited. */
    private static String orderId(Message message) throws FieldNotFound {
        return named(message, Tags.CL_ORD_ID);
    }

    /** An order by a field; empty where it is none that we can have named. */
    static String named(Message message, int tag) throws FieldNotFound {
        String id = optional(message, tag);
        return id.length() > MAX_ORDER_ID ? "" : id;
    }

    static String text(Message message, int tag, int most) throws FieldNotFound {
        String text = message.getString(tag);
        if (text.length() > most) {
            throw new FixFault("field " + tag + " has more than " + most + " characters");
        }
        return text;
    }

    static String optional(Message message, int tag) throws FieldNotFound {
        return message.isSetField(tag) ? message.getString(tag) : "";
    }
}
