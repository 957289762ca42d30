package io.breakwater.feed.fix;

import io.breakwater.domain.counterparty.Direction;
import io.breakwater.domain.counterparty.PositionSide;
import io.breakwater.domain.counterparty.Side;
import io.breakwater.domain.counterparty.WorkingOrder;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Decimals;
import java.time.LocalDateTime;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Message;

/** Reads single fields; what cannot be read is a {@link FixFault} or one of QuickFIX/J's. */
final class Fields {
    static final int MAX_ID = 64;

    private Fields() {}

    /** Of the trade, in ticks of its instrument. */
    static long ticks(Message message, Quoted quoted) throws FieldNotFound {
        return Decimals.parse(message.getString(Tags.LAST_PX), quoted.terms().priceScale());
    }

    /** Of the trade, positive. */
    static long lots(Message message, Quoted quoted) throws FieldNotFound {
        long lots = Decimals.parse(message.getString(Tags.LAST_QTY), quoted.terms().lotScale());
        if (lots <= 0) {
            throw new FixFault("its quantity is not positive");
        }
        return lots;
    }

    /** Of which position where the account has both: else its order says, and where positions net there is but one. */
    static Direction direction(Message message, boolean hedged) throws FieldNotFound {
        return direction(side(message, Tags.SIDE), hedged ? optional(message, Tags.POSITION_EFFECT) : "");
    }

    /** @param effect empty where it is not told */
    static Direction direction(Side side, String effect) {
        return switch (effect) {
            case "O" -> Direction.of(side, side == Side.BUY ? PositionSide.LONG : PositionSide.SHORT);
            case "C" -> Direction.of(side, side == Side.BUY ? PositionSide.SHORT : PositionSide.LONG);
            case "", "F", "R" -> Direction.of(side);
            default -> throw new FixFault("position effect " + effect + " neither opens nor closes");
        };
    }

    static Side side(FieldMap fields, int tag) throws FieldNotFound {
        String side = fields.getString(tag);
        return switch (side) {
            case "1", "3" -> Side.BUY;
            case "2", "4", "5", "6" -> Side.SELL;
            default -> throw new FixFault("side " + side + " is neither buying nor selling");
        };
    }

    /** yyyymmdd: the venue's where it is told, else the UTC day of the transaction. */
    static int tradeDate(Message message) throws FieldNotFound {
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

    /** An order by a field, as we named it; empty where it is none that we can have named. */
    static String named(Message message, int tag) throws FieldNotFound {
        String id = optional(message, tag);
        return id.length() > WorkingOrder.MAX_ID ? "" : id;
    }

    /** @throws FixFault where it is longer than {@code most} characters */
    static String text(Message message, int tag, int most) throws FieldNotFound {
        String text = message.getString(tag);
        if (text.length() > most) {
            throw new FixFault("field " + tag + " has more than " + most + " characters");
        }
        return text;
    }

    /** Empty where it is not told. */
    static String optional(FieldMap fields, int tag) throws FieldNotFound {
        return fields.isSetField(tag) ? fields.getString(tag) : "";
    }
}
