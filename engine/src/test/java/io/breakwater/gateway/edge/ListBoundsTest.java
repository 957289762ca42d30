package io.breakwater.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.breakwater.v1.Account;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.MassQuote;
import io.breakwater.v1.Quote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What is cut from requests before they are parsed, and what is not. */
class ListBoundsTest {
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_WITHIN = MOST_BYTES / 16;

    /** Null where nothing is cut. */
    private static byte[] cut(Message request) throws IOException {
        return cut(request, request.toByteArray());
    }

    private static byte[] cut(Message type, byte[] request) throws IOException {
        // Who reads it has bytes of earlier requests behind it.
        byte[] longer = Arrays.copyOf(request, request.length + 100);
        Arrays.fill(longer, request.length, longer.length, (byte) 0xFF);
        return ListBounds.of(type.getDescriptorForType(), MOST_BYTES).cut(longer, request.length);
    }

    private static DecisionItem quoting(int quotes) {
        return DecisionItem.newBuilder().setMassQuote(MassQuote.newBuilder()
                .addAllQuotes(Collections.nCopies(quotes, Quote.getDefaultInstance()))).build();
    }

    private static DecideRequest of(int items, DecisionItem item) {
        return DecideRequest.newBuilder().setRequestId("id").setCounterparty("c").setDataCenter("d")
                .addAllItems(Collections.nCopies(items, item)).build();
    }

    private static final DecisionItem ITEM = DecisionItem.newBuilder().setAccountId("main").build();

    @Test
    void aFullListIsLetPassAndALongerOneKeepsOneTooMany() throws IOException {
        assertThat(cut(of(ListBounds.MOST, ITEM))).isNull();
        assertThat(DecideRequest.parseFrom(cut(of(ListBounds.MOST + 1, ITEM))))
                .isEqualTo(of(ListBounds.MOST + 1, ITEM));
        assertThat(DecideRequest.parseFrom(cut(of(3 * ListBounds.MOST, ITEM))))
                .isEqualTo(of(ListBounds.MOST + 1, ITEM));
    }

    @Test
    void entriesThatHoldTooManyBecomeEmptyOnesOneTooMany() throws IOException {
        int quotes = MOST_WITHIN / 64;
        assertThat(cut(of(64, quoting(quotes)))).isNull();
        assertThat(DecideRequest.parseFrom(cut(of(65, quoting(quotes)))))
                .isEqualTo(of(ListBounds.MOST + 1, DecisionItem.getDefaultInstance()));
    }

    private static CreateCounterpartyRequest onboarding(String name, int accounts) {
        return CreateCounterpartyRequest.newBuilder().setCounterpartyId("c").setCounterparty(Counterparty.newBuilder()
                .setDisplayName(name)
                .addAllAccounts(Collections.nCopies(accounts, Account.newBuilder().setAccountId("a").build()))).build();
    }

    /** Whoever parses it makes one message of both. */
    @Test
    void aMessageThatStandsThereTwiceIsCountedAsOne() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        onboarding("first", ListBounds.MOST).writeTo(twice);
        onboarding("second", ListBounds.MOST).writeTo(twice);
        byte[] cut = cut(CreateCounterpartyRequest.getDefaultInstance(), twice.toByteArray());
        assertThat(CreateCounterpartyRequest.parseFrom(cut)).isEqualTo(onboarding("second", ListBounds.MOST + 1));
    }

    @Test
    void whatIsNoMessageIsSaidToBeNone() {
        byte[] whole = of(2 * ListBounds.MOST, ITEM).toByteArray();
        byte[] torn = Arrays.copyOf(whole, whole.length - 1);
        assertThatThrownBy(() -> cut(DecideRequest.getDefaultInstance(), torn))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }
}
