package io.breakwater.feed.fix;

import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.kernel.Hash64;
import java.util.List;
import java.util.Map;
import quickfix.FieldNotFound;
import quickfix.Message;

/**
 * Makes states of orders of execution reports that are no trades, and of refusals to cancel or to replace. An order
 * goes by the id under which it was decided: where a cancel or a replacement has an id of its own, OrigClOrdID names
 * the order. What stays as it is, or may go on tomorrow (pending, stopped, suspended, done for the day, restated),
 * changes nothing that is reserved and is passed over.
 *
 * <p>A state that comes again is known by an id that is made of its ExecID: it does not undo what came after it.
 */
final class OrderStateReader {
    private static final String TO_CANCEL = "1";
    private static final String TO_REPLACE = "2";

    private final StatedIds ids;
    private final Map<String, FixSettings.Owner> accounts;

    OrderStateReader(FixSettings settings) {
        this.ids = new StatedIds(settings.name());
        this.accounts = settings.accounts();
    }

    /** Null where nothing of ours follows from it. @throws FixFault where its type or its account is not known */
    FactDoor.Booking reported(Message message, String type) throws FieldNotFound {
        OrderStatus status = switch (type) {
            case "0" -> OrderStatus.WORKING;
            case "A" -> OrderStatus.SENT;
            case "4" -> OrderStatus.CANCELLED;
            case "5" -> OrderStatus.REPLACED;
            case "8" -> OrderStatus.REJECTED;
            case "C" -> OrderStatus.EXPIRED;
            case "I" -> standing(message);
            case "3", "6", "7", "9", "B", "D", "E" -> null;
            default -> throw new FixFault("execution type " + type + " is not known");
        };
        return status == null ? null
                : booking(message, status, Fields.text(message, Tags.EXEC_ID, Fields.MAX_ID));
    }

    /** The answer to a question: how it stands, which fills are not told by. */
    private static OrderStatus standing(Message message) throws FieldNotFound {
        return switch (message.getString(Tags.ORD_STATUS)) {
            case "0", "1" -> OrderStatus.WORKING;
            case "A" -> OrderStatus.SENT;
            case "4" -> OrderStatus.CANCELLED;
            case "8" -> OrderStatus.REJECTED;
            case "C" -> OrderStatus.EXPIRED;
            default -> null;
        };
    }

    /** A cancel or a replacement was refused: the order works as it did. */
    FactDoor.Booking refused(Message message) throws FieldNotFound {
        String answered = message.getString(Tags.CXL_REJ_RESPONSE_TO);
        OrderStatus status = switch (answered) {
            case TO_CANCEL -> OrderStatus.CANCEL_REJECTED;
            case TO_REPLACE -> OrderStatus.REPLACE_REJECTED;
            default -> throw new FixFault("answers neither a cancel nor a replacement: " + answered);
        };
        return booking(message, status, Fields.text(message, Tags.CL_ORD_ID, Fields.MAX_ID));
    }

    private FactDoor.Booking booking(Message message, OrderStatus status, String own) throws FieldNotFound {
        String first = Fields.named(message, Tags.ORIG_CL_ORD_ID);
        String order = first.isEmpty() ? Fields.named(message, Tags.CL_ORD_ID) : first;
        if (order.isEmpty()) {
            return null;
        }
        return new FactDoor.Booking(counterparty(message),
                new CounterpartyFact.OrderStatusReport(order, status, StatedIds.micros(message)),
                ids.of(message, own, Hash64.combine(Hash64.of(order), Hash64.of(status.name()))));
    }

    /** Refusals need not name the account: then it is clear only where all are of one counterparty. */
    private String counterparty(Message message) throws FieldNotFound {
        String account = Fields.optional(message, Tags.ACCOUNT);
        if (account.isEmpty()) {
            List<String> all = accounts.values().stream().map(FixSettings.Owner::counterparty).distinct().toList();
            if (all.size() != 1) {
                throw new FixFault("names no account");
            }
            return all.getFirst();
        }
        FixSettings.Owner owner = accounts.get(account);
        if (owner == null) {
            throw new FixFault("account " + account + " is not known");
        }
        return owner.counterparty();
    }
}
