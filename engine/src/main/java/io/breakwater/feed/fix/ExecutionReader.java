package io.breakwater.feed.fix;

import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyFact.FilledLeg;
import io.breakwater.domain.counterparty.ExecutionKey;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.MalformedDecimal;
import io.breakwater.kernel.Overflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final String EXECUTION_REPORT = "8";
    private static final String CANCEL_REJECT = "9";
    private static final String MAKER = "1";
    private static final String NEW = "F";
    private static final String CORRECT = "G";
    private static final Set<String> TRADES = Set.of(NEW, CORRECT, "H");

    private final StatedIds ids;
    private final String venue;
    private final Map<String, FixSettings.Owner> accounts;
    private final FixSettings.Combos combos;
    private final Symbols symbols;
    private final ToldLegs told;
    private final OrderStateReader states;

    /**
     * The trade that a report is a part of, where its whole and its legs are told apart; null of any other.
     *
     * @param key the same for all its parts and for what is said of them later
     * @param isNew false of corrects and busts
     */
    record Trade(String key, boolean isNew) {}

    ExecutionReader(FixSettings settings, Symbols symbols) {
        this.ids = new StatedIds(settings.name());
        this.venue = settings.venue();
        this.accounts = settings.accounts();
        this.combos = settings.combos();
        this.symbols = symbols;
        this.told = new ToldLegs(symbols);
        this.states = new OrderStateReader(settings);
    }

    /**
     * Null where neither a trade nor a state of an order of ours follows from it.
     *
     * @throws FixFault where one does and no fact can be made of it now
     */
    FactDoor.Booking read(Message message) {
        return reading(() -> switch (message.getHeader().getString(Tags.MSG_TYPE)) {
            case EXECUTION_REPORT -> report(message);
            case CANCEL_REJECT -> states.refused(message);
            default -> throw new FixFault("is no execution report");
        });
    }

    /** What is read of a message. */
    private interface Reading<T> {

        T read() throws FieldNotFound;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
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

    /** @throws FixFault where that cannot be told */
    Trade tradeOf(Message message) {
        return reading(() -> {
            boolean isPart = combos == FixSettings.Combos.APART
                    && message.getHeader().getString(Tags.MSG_TYPE).equals(EXECUTION_REPORT)
                    && TRADES.contains(message.getString(Tags.EXEC_TYPE)) && Part.of(message) != Part.ALL;
            return !isPart ? null : new Trade(String.join(" ", Fields.optional(message, Tags.ACCOUNT),
                    String.valueOf(Fields.tradeDate(message)), tradeId(message), message.getString(Tags.ORDER_ID)),
                    message.getString(Tags.EXEC_TYPE).equals(NEW));
        });
    }

    /**
     * The trade that parts make.
     *
     * @return null before all have come
     * @throws FixFault where they do not make one
     */
    FactDoor.Booking joined(List<Message> parts) {
        return reading(() -> {
            List<Message> legs = new ArrayList<>();
            Message whole = null;
            for (Message part : parts) {
                if (Part.of(part) == Part.LEG) {
                    legs.add(part);
                } else if (whole == null) {
                    whole = part;
                } else if (!part.getString(Tags.EXEC_ID).equals(whole.getString(Tags.EXEC_ID))) {
                    throw new FixFault("the whole of its trade is told more than once");
                }
            }
            return whole == null ? null : joined(whole, legs);
        });
    }

    private FactDoor.Booking joined(Message whole, List<Message> legs) throws FieldNotFound {
        FixSettings.Owner owner = owner(whole);
        CounterpartyFact.Fill fill = fill(whole, owner, Fees.of(whole, legs, symbols));
        List<FilledLeg> filled = told.apart(legs, combo(whole, owner));
        return filled == null ? null
                : new FactDoor.Booking(owner.counterparty(), new CounterpartyFact.LegsFill(fill, filled), null);
    }

    private FactDoor.Booking report(Message message) throws FieldNotFound {
        String type = message.getString(Tags.EXEC_TYPE);
        boolean isTrade = TRADES.contains(type);
        return switch (Part.of(message)) {
            case ALL -> said(message, type);
            case WHOLE -> {
                if (isTrade && combos == FixSettings.Combos.LEGS) {
                    throw new FixFault("is of a whole combo, and combos says that only legs are told");
                }
                yield said(message, type);
            }
            case LEG -> switch (combos) {
                case UNSAID -> throw new FixFault("is of a leg, and combos does not say whether the whole is told");
                case WHOLE -> null;
                case LEGS -> said(message, type);
                case APART -> isTrade ? said(message, type) : null;
            };
        };
    }

    private FactDoor.Booking said(Message message, String type) throws FieldNotFound {
        return TRADES.contains(type) ? trade(message, type) : states.reported(message, type);
    }

    private FactDoor.Booking trade(Message message, String type) throws FieldNotFound {
        FixSettings.Owner owner = owner(message);
        return switch (type) {
            case NEW -> new FactDoor.Booking(owner.counterparty(), filled(message, owner), null);
            case CORRECT -> new FactDoor.Booking(owner.counterparty(), corrected(message, owner),
                    ids.of(message, Fields.text(message, Tags.EXEC_ID, Fields.MAX_ID), key(message, owner).key()));
            default -> new FactDoor.Booking(owner.counterparty(),
                    new CounterpartyFact.Bust(key(message, owner)), null);
        };
    }

    private FixSettings.Owner owner(Message message) throws FieldNotFound {
        String account = Fields.text(message, Tags.ACCOUNT, Fields.MAX_ID);
        FixSettings.Owner owner = accounts.get(account);
        if (owner == null) {
            throw new FixFault("account " + account + " is not known");
        }
        return owner;
    }

    private ExecutionKey key(Message message, FixSettings.Owner owner) throws FieldNotFound {
        return new ExecutionKey(venue, Fields.text(message, Tags.ACCOUNT, Fields.MAX_ID),
                symbols.listed(message.getString(Tags.SYMBOL)).id(), Fields.tradeDate(message), tradeId(message),
                Fields.direction(message, owner.hedged()), Fields.text(message, Tags.ORDER_ID, Fields.MAX_ID));
    }

    /** What links whole and legs where they are told apart, else the id of the report that told the trade. */
    private String tradeId(Message message) throws FieldNotFound {
        boolean isLinked = combos == FixSettings.Combos.APART && Part.of(message) != Part.ALL
                && message.isSetField(Tags.SECONDARY_EXEC_ID);
        boolean isNew = message.getString(Tags.EXEC_TYPE).equals(NEW);
        int tag = isLinked ? Tags.SECONDARY_EXEC_ID : isNew ? Tags.EXEC_ID : Tags.EXEC_REF_ID;
        return Fields.text(message, tag, Fields.MAX_ID);
    }

    private ToldLegs.Combo combo(Message message, FixSettings.Owner owner) throws FieldNotFound {
        Quoted quoted = symbols.listed(message.getString(Tags.SYMBOL));
        return new ToldLegs.Combo(quoted, Fields.side(message, Tags.SIDE), Fields.lots(message, quoted),
                owner.hedged());
    }

    private CounterpartyFact filled(Message message, FixSettings.Owner owner) throws FieldNotFound {
        CounterpartyFact.Fill fill = fill(message, owner, Fees.of(message, List.of(), symbols));
        List<FilledLeg> legs = told.within(message, combo(message, owner));
        return legs.isEmpty() ? fill : new CounterpartyFact.LegsFill(fill, legs);
    }

    private CounterpartyFact.Fill fill(Message message, FixSettings.Owner owner, Fees fees) throws FieldNotFound {
        Quoted quoted = symbols.listed(message.getString(Tags.SYMBOL));
        return new CounterpartyFact.Fill(key(message, owner), owner.account(), Fields.named(message, Tags.CL_ORD_ID),
                CounterpartyFact.FillKind.NEW, Fields.ticks(message, quoted), Fields.lots(message, quoted),
                fees.minor(), fees.asset(), MAKER.equals(Fields.optional(message, Tags.LAST_LIQUIDITY)),
                StatedIds.micros(message), message.getHeader().getInt(Tags.MSG_SEQ_NUM));
    }

    /** A correct that says nothing of fees leaves none: it replaces. */
    private CounterpartyFact corrected(Message message, FixSettings.Owner owner) throws FieldNotFound {
        Quoted quoted = symbols.listed(message.getString(Tags.SYMBOL));
        long fee = Fees.of(message, List.of(), symbols).minor();
        List<FilledLeg> legs = told.within(message, combo(message, owner));
        ExecutionKey key = key(message, owner);
        long ticks = Fields.ticks(message, quoted);
        long lots = Fields.lots(message, quoted);
        return legs.isEmpty() ? new CounterpartyFact.Correction(key, ticks, lots, fee)
                : new CounterpartyFact.LegsCorrection(key, ticks, lots, fee, legs);
    }
}
