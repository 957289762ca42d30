package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules that an order meets, one row a case: rule | given | command | answer. BTC is 100 USD, ETH 10 USD; one lot of
 * {@code perp} is one BTC, of {@code inverse} 10 USD, of {@code call} an option on one BTC. {@code main} owns a million
 * dollars. Every rule has a row that it passes, at its very bound where it has one, and a row just past it.
 */
class CounterpartyRulesTest {

    private static final String ROWS = """
            PERMISSION | | buy 1 perp @ 100 | accepted
            PERMISSION | | buy 1 perp @ 100 in bare | NOT_PERMITTED
            PERMISSION | | buy 1 call @ 500 in bare | NOT_PERMITTED
            PERMISSION | | buy 1 btc-usd @ 100 in bare | NOT_PERMITTED
            PERMISSION | | buy 1 combo @ 9000 in bare | NOT_PERMITTED
            PERMISSION | | buy 1 nothing @ 100 | UNKNOWN_INSTRUMENT
            PERMISSION | | buy 1 perp @ 100 in nowhere | UNKNOWN_ACCOUNT

            POSITION_SIDE | | buy 1 perp @ 100 long in hedge | accepted
            POSITION_SIDE | | sell 1 perp @ 100 short in hedge | accepted
            POSITION_SIDE | | buy 1 perp @ 100 in hedge | POSITION_SIDE
            POSITION_SIDE | | sell 1 call @ 500 in hedge | POSITION_SIDE
            POSITION_SIDE | | buy 1 perp @ 100 long | POSITION_SIDE
            POSITION_SIDE | position +5 perp @ 100 | sell 1 perp @ 100 short | POSITION_SIDE
            POSITION_SIDE | | buy 1 btc-usd @ 100 in hedge | accepted
            POSITION_SIDE | | buy 1 btc-usd @ 100 long in hedge | POSITION_SIDE
            POSITION_SIDE | | buy 1 combo @ 9000 in hedge | accepted
            POSITION_SIDE | | sell 1 combo @ 9000 short in hedge | POSITION_SIDE
            POSITION_SIDE | | quote perp 5@99 5@101 in hedge | POSITION_SIDE
            POSITION_SIDE | buy 1 perp @ 100 long as b in hedge | amend b to 2 @ 99 | accepted
            POSITION_SIDE | buy 1 perp @ 100 long as b in hedge | replace b price 99 | accepted
            POSITION_SIDE | | all-or-none: buy 1 perp @ 99 long in hedge and sell 1 perp @ 100 short in hedge | accepted
            POSITION_SIDE | | all-or-none: buy 1 perp @ 99 long in hedge and sell 1 perp @ 100 in hedge | POSITION_SIDE
            POSITION_SIDE | | one-cancels-other: buy 1 perp @ 99 long in hedge and sell 1 perp @ 101 short in hedge | GROUP_MEMBER

            TRADING_STATE | state perp REDUCING; position +5 perp @ 100 long in hedge | sell 5 perp @ 100 long in hedge | accepted
            TRADING_STATE | state perp REDUCING; position +5 perp @ 100 long in hedge | sell 5 perp @ 100 short in hedge | REDUCING limit 0 current 0 requested 5 LOTS
            TRADING_STATE | state perp REDUCING; position -5 perp @ 100 short in hedge | buy 5 perp @ 100 short in hedge | accepted
            TRADING_STATE | state perp REDUCING; position +5 perp @ 100 | sell 5 perp @ 100 | accepted
            TRADING_STATE | state perp REDUCING; position +5 perp @ 100 | sell 6 perp @ 100 | REDUCING limit 5 current 0 requested 6 LOTS
            TRADING_STATE | state perp REDUCING | buy 1 perp @ 100 | REDUCING limit 0 current 0 requested 1 LOTS
            TRADING_STATE | state perp HALTED; position +5 perp @ 100 | sell 1 perp @ 100 | HALTED
            TRADING_STATE | control everything HALTED | buy 1 perp @ 100 | HALTED
            TRADING_STATE | control venues/self HALTED | buy 1 perp @ 100 | HALTED
            TRADING_STATE | control underlyings/BTC HALTED | buy 1 perp @ 100 | HALTED
            TRADING_STATE | control underlyings/ETH HALTED | buy 1 perp @ 100 | accepted
            TRADING_STATE | control firms/f HALTED | buy 1 perp @ 100 | HALTED
            TRADING_STATE | control groups/g REDUCING | buy 1 perp @ 100 | REDUCING limit 0 current 0 requested 1 LOTS
            TRADING_STATE | control firms/f REDUCING; control groups/g HALTED | buy 1 perp @ 100 | HALTED
            TRADING_STATE | restrict HALTED | buy 1 perp @ 100 | HALTED
            TRADING_STATE | restrict HALTED for 1; wait 0.999999 | buy 1 perp @ 100 | HALTED
            TRADING_STATE | restrict HALTED for 1; wait 1 | buy 1 perp @ 100 | accepted
            TRADING_STATE | buy 5 perp @ 100 as b1; state perp HALTED | cancel b1 | accepted
            TRADING_STATE | buy 5 perp @ 100 as b1; control everything HALTED | cancel all | accepted
            TRADING_STATE | buy 5 perp @ 100 as b1; state perp HALTED | amend b1 to 4 @ 100 | HALTED
            TRADING_STATE | venue-state perp OPEN | buy 1 perp @ 100 | accepted
            TRADING_STATE | venue-state perp LOCKED | buy 1 perp @ 100 | VENUE_NOT_OPEN
            TRADING_STATE | venue-state perp HALTED | buy 1 perp @ 100 | VENUE_NOT_OPEN
            TRADING_STATE | venue-state perp SETTLEMENT | buy 1 perp @ 100 | VENUE_NOT_OPEN
            TRADING_STATE | venue-state perp DELIVERED | buy 1 perp @ 100 | VENUE_NOT_OPEN
            TRADING_STATE | venue-state perp CLOSED | buy 1 perp @ 100 | VENUE_NOT_OPEN
            TRADING_STATE | venue-state perp UNKNOWN | buy 1 perp @ 100 | VENUE_NOT_OPEN
            TRADING_STATE | venue-state perp HALTED | buy 1 future @ 100 | accepted
            TRADING_STATE | venue-state perp HALTED; position +5 perp @ 100 | sell 5 perp @ 100 | VENUE_NOT_OPEN
            TRADING_STATE | venue-state perp HALTED; state perp HALTED | buy 1 perp @ 100 | HALTED
            TRADING_STATE | venue-state perp OPEN; state perp HALTED | buy 1 perp @ 100 | HALTED
            TRADING_STATE | venue-state perp HALTED; venue-state perp OPEN | buy 1 perp @ 100 | accepted
            TRADING_STATE | buy 5 perp @ 100 as b1; venue-state perp HALTED | cancel b1 | accepted
            TRADING_STATE | buy 5 perp @ 100 as b1; venue-state perp HALTED | amend b1 to 4 @ 100 | VENUE_NOT_OPEN
            TRADING_STATE | venue-state perp HALTED | quote perp 5@99 5@101 | VENUE_NOT_OPEN
            TRADING_STATE | quote perp 5@99 5@101; venue-state perp HALTED | quote perp 0@0 0@0 | accepted
            TRADING_STATE | venue-state call LOCKED | buy 1 combo @ 9000 | VENUE_NOT_OPEN
            TRADING_STATE | state call HALTED | buy 1 combo @ 9000 | HALTED
            TRADING_STATE | state eth-perp HALTED | buy 1 combo @ 9000 | accepted
            TRADING_STATE | state perp REDUCING | buy 1 combo @ 9000 | REDUCING limit 0 current 0 requested 1 LOTS
            TRADING_STATE | state put HALTED | buy 1 combo @ 9000 | accepted
            TRADING_STATE | control underlyings/ETH HALTED | buy 1 combo @ 9000 | accepted
            TRADING_STATE | control underlyings/ETH HALTED | buy 1 mixed @ 7000 | HALTED
            TRADING_STATE | buy 1 combo @ 9000 as b1; state call HALTED | cancel b1 | accepted

            TERMS | | buy 1 future @ 100 | accepted
            TERMS | | buy 1 prelisted @ 100 | NOT_OPEN
            TERMS | stage perp SETTLEMENT_ONLY | buy 1 perp @ 100 | NOT_OPEN
            TERMS | stage call SETTLEMENT_ONLY | buy 1 combo @ 9000 | NOT_OPEN
            TERMS | wait 2591999; refresh; wait 0.999999 | buy 1 combo @ 9000 | accepted
            TERMS | wait 2592000; refresh | buy 1 combo @ 9000 | EXPIRED limit 2592000 current 2592000 requested 0 s
            TERMS | wait 3599; refresh; wait 0.999999 | buy 1 future @ 100 | accepted
            TERMS | wait 3600; refresh | buy 1 future @ 100 | EXPIRED limit 3600 current 3600 requested 0 s
            TERMS | | buy 1 future @ 102 | OFF_TICK limit 0 current 0 requested 102 TICKS
            TERMS | | buy 1 future @ 0 | OFF_TICK limit 0 current 0 requested 0 TICKS
            TERMS | | buy 0 perp @ 100 | NOT_POSITIVE limit 0 current 0 requested 0 LOTS
            TERMS | | buy -1 perp @ 100 | NOT_POSITIVE limit 0 current 0 requested -1 LOTS

            INPUTS | wait 5 | buy 1 perp @ 100 | accepted
            INPUTS | wait 5.000001 | buy 1 perp @ 100 | STALE_MARK limit 5 current 5.000001 requested 0 s
            INPUTS | | buy 1 unmarked @ 100 | NO_MARK
            INPUTS | position +5 perp @ 100; mark perp unknown | sell 5 perp @ 100 | NO_MARK
            INPUTS | | buy 1 exotic @ 100 | NO_ASSET_PRICE
            INPUTS | mark btc-usd unknown | buy 1 inverse @ 100 | NO_ASSET_PRICE
            INPUTS | wait 5.000001; refresh inverse | buy 1 inverse @ 100 | STALE_MARK limit 5 current 5.000001 requested 0 s
            INPUTS | position +5 perp @ 100; wait 60 | sell 5 perp @ 100 | accepted
            INPUTS | position +5 perp @ 100; wait 60.000001 | sell 5 perp @ 100 | STALE_MARK limit 60 current 60.000001 requested 0 s
            INPUTS | position +5 perp @ 100; wait 6 | sell 6 perp @ 100 | STALE_MARK limit 5 current 6 requested 0 s

            DUPLICATE | buy 1 perp @ 100 as b1 | buy 2 perp @ 99 as b2 | accepted
            DUPLICATE | buy 1 perp @ 100 as b1 | buy 2 perp @ 99 as b1 | DUPLICATE_CLIENT_ORDER_ID
            DUPLICATE | buy 1 perp @ 100 as b1; cancel b1 | buy 2 perp @ 99 as b1 | accepted
            DUPLICATE | policy duplicateWindowMillis 500; buy 1 perp @ 100; wait 0.499999 | buy 1 perp @ 100 | DUPLICATE_ORDER limit 0.5 current 0.499999 requested 0 s
            DUPLICATE | policy duplicateWindowMillis 500; buy 1 perp @ 100; wait 0.5 | buy 1 perp @ 100 | accepted
            DUPLICATE | policy duplicateWindowMillis 500; buy 1 perp @ 100 | buy 2 perp @ 100 | accepted
            DUPLICATE | buy 1 perp @ 100 | buy 1 perp @ 100 | accepted

            SELF_TRADE | sell 1 perp @ 101 | buy 1 perp @ 100 | accepted
            SELF_TRADE | sell 1 perp @ 101 | buy 1 perp @ 101 | SELF_TRADE limit 101 current 101 requested 101 TICKS
            SELF_TRADE | sell 1 perp @ 101; sell 1 perp @ 103 | buy 1 perp @ 102 | SELF_TRADE limit 101 current 101 requested 102 TICKS
            SELF_TRADE | buy 1 perp @ 99; buy 1 perp @ 97 | sell 1 perp @ 98 | SELF_TRADE limit 99 current 99 requested 98 TICKS
            SELF_TRADE | sell 1 perp @ 101 as s1; cancel s1 | buy 1 perp @ 101 | accepted
            SELF_TRADE | | quote perp 5@99 5@100 | accepted
            SELF_TRADE | sell 1 perp @ 101 short in hedge | buy 1 perp @ 100 long in hedge | accepted
            SELF_TRADE | sell 1 perp @ 101 short in hedge | buy 1 perp @ 101 long in hedge | SELF_TRADE limit 101 current 101 requested 101 TICKS
            SELF_TRADE | buy 1 perp @ 99 long in hedge | sell 1 perp @ 99 short in hedge | SELF_TRADE limit 99 current 99 requested 99 TICKS
            SELF_TRADE | | quote perp 5@100 5@100 | SELF_TRADE limit 100 current 100 requested 100 TICKS
            SELF_TRADE | | quote perp 5@101 5@100 | SELF_TRADE limit 100 current 100 requested 101 TICKS

            MESSAGE_RATE | policy submitsPerSecond 2; buy 1 perp @ 100 | buy 1 perp @ 100 | accepted
            MESSAGE_RATE | policy submitsPerSecond 2; buy 1 perp @ 100; buy 1 perp @ 100 | buy 1 perp @ 100 | throttled SUBMIT_RATE limit 2 current 2 requested 3 PER_SECOND
            MESSAGE_RATE | policy submitsPerSecond 2; buy 1 perp @ 100; buy 1 perp @ 100; wait 1 | buy 1 perp @ 100 | accepted
            MESSAGE_RATE | limit SUBMIT_RATE 1; buy 1 perp @ 100 | quote perp 5@99 5@101 | throttled SUBMIT_RATE limit 1 current 1 requested 2 PER_SECOND
            MESSAGE_RATE | limit SUBMIT_RATE 1; buy 1 perp @ 100 | quote inverse 0@0 0@0 perp 5@99 5@101 | throttled SUBMIT_RATE limit 1 current 1 requested 2 PER_SECOND
            MESSAGE_RATE | limit SUBMIT_RATE 1; buy 1 perp @ 100 as b1 | all-or-none: buy 1 perp @ 100 and buy 2 perp @ 100 | throttled SUBMIT_RATE limit 1 current 1 requested 2 PER_SECOND
            MESSAGE_RATE | limit SUBMIT_RATE 1; buy 1 perp @ 100 as b1 | buy 1 nothing @ 100 | throttled UNKNOWN_INSTRUMENT
            MESSAGE_RATE | limit MODIFY_RATE 1; buy 2 perp @ 100 as b1 | amend b1 to 3 @ 100 | accepted
            MESSAGE_RATE | limit MODIFY_RATE 1; buy 2 perp @ 100 as b1; amend b1 to 3 @ 100 | amend b1 to 4 @ 100 | throttled MODIFY_RATE limit 1 current 1 requested 2 PER_SECOND
            MESSAGE_RATE | limit MODIFY_RATE 0; limit SUBMIT_RATE 1; buy 2 perp @ 100 as b1 | cancel b1 | accepted

            ORDER_SIZE | limit ORDER_SIZE 5 | buy 5 perp @ 100 | accepted
            ORDER_SIZE | limit ORDER_SIZE 5 | buy 6 perp @ 100 | ORDER_SIZE limit 5 current 0 requested 6 LOTS
            ORDER_SIZE | limit ORDER_SIZE perp 5 | buy 6 inverse @ 100 | accepted
            ORDER_SIZE | limit ORDER_SIZE 5 on main | buy 6 perp @ 100 | ORDER_SIZE limit 5 current 0 requested 6 LOTS
            ORDER_SIZE | limit ORDER_SIZE 5; position +9 perp @ 100 | sell 6 perp @ 100 | ORDER_SIZE limit 5 current 0 requested 6 LOTS
            ORDER_SIZE | limit ORDER_SIZE call 5 | buy 2 combo @ 9000 | accepted
            ORDER_SIZE | limit ORDER_SIZE call 5 | buy 3 combo @ 9000 | ORDER_SIZE limit 5 current 0 requested 6 LOTS
            ORDER_SIZE | warning ORDER_SIZE 5 | buy 6 perp @ 100 | accepted
            ORDER_SIZE | limit ORDER_SIZE 9; limit ORDER_SIZE perp 5 | buy 6 perp @ 100 | ORDER_SIZE limit 5 current 0 requested 6 LOTS

            ORDER_NOTIONAL | limit ORDER_NOTIONAL 500 | buy 5 perp @ 100 | accepted
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 500 | buy 5 perp @ 101 | ORDER_NOTIONAL limit 500 current 0 requested 505 USD
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 500 | sell 6 perp @ 99 | ORDER_NOTIONAL limit 500 current 0 requested 600 USD
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 500 | buy 50 inverse @ 77 | accepted
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 500 | buy 51 inverse @ 77 | ORDER_NOTIONAL limit 500 current 0 requested 510 USD
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 500 | buy 5 call @ 500 | accepted
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 500 | buy 6 call @ 500 | ORDER_NOTIONAL limit 500 current 0 requested 600 USD
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 600 | buy 2 combo @ 9000 | accepted
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 600 | buy 3 combo @ 9000 | ORDER_NOTIONAL limit 600 current 0 requested 900 USD
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 1 | buy 10 quanto @ 10 | accepted
            ORDER_NOTIONAL | limit ORDER_NOTIONAL 1 | buy 11 quanto @ 10 | ORDER_NOTIONAL limit 1 current 0 requested 1.1 USD

            COLLAR | | buy 1 perp @ 105 | accepted
            COLLAR | | buy 1 perp @ 106 | COLLAR limit 105 current 100 requested 106 TICKS
            COLLAR | | sell 1 perp @ 95 | accepted
            COLLAR | | sell 1 perp @ 94 | COLLAR limit 95 current 100 requested 94 TICKS
            COLLAR | | buy 1 perp @ 1 | accepted
            COLLAR | | sell 1 perp @ 1000 | accepted
            COLLAR | position +5 perp @ 100; wait 6 | sell 1 perp @ 90 | accepted
            COLLAR | position +5 perp @ 100; wait 6 | sell 1 perp @ 89 | COLLAR limit 90 current 100 requested 89 TICKS
            COLLAR | | buy 1 call @ 1000 | accepted
            COLLAR | | buy 1 call @ 1001 | COLLAR limit 1000 current 500 requested 1001 TICKS
            COLLAR | | buy 1 put @ 1000 | accepted
            COLLAR | | buy 1 put @ 1001 | COLLAR limit 1000 current 500 requested 1001 TICKS
            COLLAR | policy optionCollarVolatilityBps 6000 | buy 1 call @ 1183 | accepted
            COLLAR | policy optionCollarVolatilityBps 6000 | buy 1 call @ 1184 | COLLAR limit 1183 current 500 requested 1184 TICKS
            COLLAR | policy optionCollarVolatilityBps 6000 | buy 1 put @ 1183 | accepted
            COLLAR | policy optionCollarVolatilityBps 6000 | buy 1 put @ 1184 | COLLAR limit 1183 current 500 requested 1184 TICKS
            COLLAR | policy optionCollarVolatilityBps 8000 | buy 1 quanto-call @ 141 | accepted
            COLLAR | policy optionCollarVolatilityBps 8000 | buy 1 quanto-call @ 142 | COLLAR limit 141 current 50 requested 142 TICKS
            COLLAR | mark combo 0 | buy 1 combo @ 500 | accepted
            COLLAR | mark combo 0 | buy 1 combo @ 501 | COLLAR limit 500 current 0 requested 501 TICKS

            WORKING_ORDERS | policy workingOrders 2; buy 1 perp @ 100 | buy 1 perp @ 100 | accepted
            WORKING_ORDERS | policy workingOrders 2; buy 1 perp @ 100; buy 1 perp @ 100 | buy 1 perp @ 100 | WORKING_ORDERS limit 2 current 2 requested 3 COUNT
            WORKING_ORDERS | limit WORKING_ORDERS 1; buy 1 perp @ 100 as b1 | buy 1 inverse @ 100 | WORKING_ORDERS limit 1 current 1 requested 2 COUNT
            WORKING_ORDERS | limit WORKING_ORDERS 1; buy 1 perp @ 100 as b1; cancel b1 | buy 1 inverse @ 100 | accepted
            WORKING_ORDERS | limit WORKING_ORDERS 1; buy 1 perp @ 100 as b1 | amend b1 to 2 @ 100 | accepted

            WORKING_ORDERS | buy 1 perp @ 100 as b1; limit WORKING_ORDERS 1 on main | buy 1 inverse @ 100 | WORKING_ORDERS limit 1 current 1 requested 2 COUNT
            WORKING_ORDERS | limit WORKING_ORDERS 1 on main; buy 1 perp @ 100 in away | buy 1 inverse @ 100 | accepted
            WORKING_ORDERS | limit WORKING_ORDERS 1 on main; buy 1 perp @ 100 as b1; cancel b1 | buy 1 inverse @ 100 | accepted
            WORKING_ORDERS | limit WORKING_ORDERS 1 on main; buy 1 perp @ 100 as b1 | amend b1 to 2 @ 100 | accepted

            REDUCE_CAPACITY | position +5 perp @ 100 | sell 5 perp @ 100 reduce-only | accepted
            REDUCE_CAPACITY | position +5 perp @ 100 | sell 6 perp @ 100 reduce-only | REDUCE_CAPACITY limit 5 current 0 requested 6 LOTS
            REDUCE_CAPACITY | position +5 perp @ 100; sell 2 perp @ 100 | sell 3 perp @ 100 reduce-only | accepted
            REDUCE_CAPACITY | position +5 perp @ 100; sell 2 perp @ 100 | sell 4 perp @ 100 reduce-only | REDUCE_CAPACITY limit 3 current 0 requested 4 LOTS
            REDUCE_CAPACITY | position -5 perp @ 100; buy 4 perp @ 100 | buy 2 perp @ 100 reduce-only | REDUCE_CAPACITY limit 1 current 0 requested 2 LOTS
            REDUCE_CAPACITY | | buy 1 perp @ 100 reduce-only | REDUCE_CAPACITY limit 0 current 0 requested 1 LOTS
            REDUCE_CAPACITY | position +5 perp @ 100; sell 2 perp @ 100 as s1 reduce-only | amend s1 to 5 @ 100 | accepted
            REDUCE_CAPACITY | position +5 perp @ 100; sell 2 perp @ 100 as s1 reduce-only | amend s1 to 6 @ 100 | REDUCE_CAPACITY limit 5 current 0 requested 6 LOTS
            REDUCE_CAPACITY | position +5 perp @ 100; sell 2 perp @ 100 as s1 reduce-only; amend s1 to 3 @ 100 | amend s1 to 6 @ 100 | REDUCE_CAPACITY limit 5 current 0 requested 6 LOTS

            REDUCE_CAPACITY | position +5 perp @ 100 long in hedge | sell 5 perp @ 100 long in hedge | accepted
            REDUCE_CAPACITY | position +5 perp @ 100 long in hedge | sell 6 perp @ 100 long in hedge | REDUCE_CAPACITY limit 5 current 0 requested 6 LOTS
            REDUCE_CAPACITY | | sell 1 perp @ 100 long in hedge | REDUCE_CAPACITY limit 0 current 0 requested 1 LOTS
            REDUCE_CAPACITY | position +5 perp @ 100 long in hedge; sell 2 perp @ 101 long in hedge | sell 4 perp @ 101 long in hedge | REDUCE_CAPACITY limit 3 current 0 requested 4 LOTS
            REDUCE_CAPACITY | position +5 perp @ 100 long in hedge; sell 2 perp @ 101 short in hedge | sell 5 perp @ 101 long in hedge | accepted
            REDUCE_CAPACITY | position -5 perp @ 100 short in hedge | buy 5 perp @ 100 short in hedge | accepted
            REDUCE_CAPACITY | position -5 perp @ 100 short in hedge | buy 6 perp @ 100 short in hedge | REDUCE_CAPACITY limit 5 current 0 requested 6 LOTS
            REDUCE_CAPACITY | position -5 perp @ 100 short in hedge | sell 1 perp @ 100 short in hedge reduce-only | REDUCE_CAPACITY limit 0 current 0 requested 1 LOTS
            REDUCE_CAPACITY | position +5 perp @ 100 long in hedge; sell 2 perp @ 101 long as s in hedge | amend s to 6 @ 101 | REDUCE_CAPACITY limit 5 current 0 requested 6 LOTS
            REDUCE_CAPACITY | position +5 perp @ 100; sell 2 combo @ 9000 | sell 3 perp @ 100 reduce-only | accepted
            REDUCE_CAPACITY | position +5 perp @ 100; sell 2 combo @ 9000 | sell 4 perp @ 100 reduce-only | REDUCE_CAPACITY limit 3 current 0 requested 4 LOTS

            GROSS_POSITION | limit GROSS_POSITION 10; position -5 perp @ 100 short in hedge | buy 5 perp @ 100 long in hedge | accepted
            GROSS_POSITION | limit GROSS_POSITION 10; position -5 perp @ 100 short in hedge | buy 6 perp @ 100 long in hedge | GROSS_POSITION limit 10 current 5 requested 11 LOTS
            GROSS_POSITION | limit GROSS_POSITION 10; sell 5 perp @ 101 short in hedge | buy 6 perp @ 100 long in hedge | GROSS_POSITION limit 10 current 5 requested 11 LOTS
            GROSS_POSITION | limit GROSS_POSITION perp 10; position -4 perp @ 100; buy 4 perp @ 99 | sell 2 perp @ 100 | accepted
            GROSS_POSITION | limit GROSS_POSITION perp 10; position -4 perp @ 100; buy 4 perp @ 99 | sell 3 perp @ 100 | GROSS_POSITION limit 10 current 8 requested 11 LOTS
            GROSS_POSITION | limit GROSS_POSITION 10; position +10 perp @ 100 | sell 10 perp @ 100 | accepted
            GROSS_POSITION | position +10 perp @ 100; buy 5 perp @ 100 as b1; limit GROSS_POSITION 3 | amend b1 to 4 @ 100 | accepted
            GROSS_POSITION | limit GROSS_POSITION 10 on main; position +10 perp @ 100 | buy 1 perp @ 100 | GROSS_POSITION limit 10 current 10 requested 11 LOTS
            GROSS_POSITION | limit GROSS_POSITION call 10 | buy 5 combo @ 9000 | accepted
            GROSS_POSITION | limit GROSS_POSITION call 10 | buy 6 combo @ 9000 | GROSS_POSITION limit 10 current 0 requested 12 LOTS
            GROSS_POSITION | limit GROSS_POSITION perp 10; buy 4 perp @ 99 | sell 6 combo @ 9000 | accepted
            GROSS_POSITION | limit GROSS_POSITION perp 10; buy 4 perp @ 99 | sell 7 combo @ 9000 | GROSS_POSITION limit 10 current 4 requested 11 LOTS
            GROSS_POSITION | limit GROSS_POSITION perp 10; buy 6 combo @ 9000 | buy 4 perp @ 100 | accepted
            GROSS_POSITION | limit GROSS_POSITION perp 10; buy 6 combo @ 9000 | buy 5 perp @ 100 | GROSS_POSITION limit 10 current 6 requested 11 LOTS
            GROSS_POSITION | limit GROSS_POSITION perp 10; buy 6 combo @ 9000 as b1 | amend b1 to 10 @ 9000 | accepted
            GROSS_POSITION | limit GROSS_POSITION perp 10; buy 6 combo @ 9000 as b1 | amend b1 to 11 @ 9000 | GROSS_POSITION limit 10 current 6 requested 11 LOTS
            GROSS_POSITION | limit GROSS_POSITION perp 10; buy 6 combo @ 9000 as b1; cancel b1 | buy 10 perp @ 100 | accepted
            GROSS_POSITION | limit GROSS_POSITION perp 10 | quote combo 5@8999 5@9001 | accepted
            GROSS_POSITION | limit GROSS_POSITION perp 10 | quote combo 5@8999 6@9001 | GROSS_POSITION limit 10 current 0 requested 11 LOTS
            GROSS_POSITION | limit GROSS_POSITION perp 10; position -5 perp @ 100 short in hedge | buy 5 combo @ 9000 in hedge | accepted
            GROSS_POSITION | limit GROSS_POSITION perp 10; position -5 perp @ 100 short in hedge | buy 6 combo @ 9000 in hedge | GROSS_POSITION limit 10 current 5 requested 11 LOTS

            NET_POSITION | limit NET_POSITION 5; position -5 perp @ 100 short in hedge | buy 5 perp @ 100 long in hedge | accepted
            NET_POSITION | limit NET_POSITION 5; position -5 perp @ 100 short in hedge | buy 6 perp @ 100 long in hedge | NET_POSITION limit 5 current 0 requested 6 LOTS
            NET_POSITION | limit NET_POSITION 0; position -5 perp @ 100 short in hedge; position +5 perp @ 100 long in hedge | sell 5 perp @ 100 long in hedge | accepted
            NET_POSITION | limit NET_POSITION perp 10; position +4 perp @ 100; sell 4 perp @ 101 | buy 6 perp @ 100 | accepted
            NET_POSITION | limit NET_POSITION perp 10; position +4 perp @ 100; sell 4 perp @ 101 | buy 7 perp @ 100 | NET_POSITION limit 10 current 4 requested 11 LOTS
            NET_POSITION | limit NET_POSITION perp 10; position +4 perp @ 100 | sell 14 perp @ 100 | accepted
            NET_POSITION | limit NET_POSITION perp 10; position +4 perp @ 100 | sell 15 perp @ 100 | NET_POSITION limit 10 current 4 requested 11 LOTS
            NET_POSITION | limit NET_POSITION 10 on main; position +10 inverse @ 100 | buy 1 inverse @ 100 | NET_POSITION limit 10 current 10 requested 11 LOTS
            NET_POSITION | limit NET_POSITION call 10 | buy 5 combo @ 9000 | accepted
            NET_POSITION | limit NET_POSITION call 10 | buy 6 combo @ 9000 | NET_POSITION limit 10 current 0 requested 12 LOTS
            NET_POSITION | limit NET_POSITION call 10 on main | buy 6 combo @ 9000 | NET_POSITION limit 10 current 0 requested 12 LOTS
            NET_POSITION | limit NET_POSITION perp 10; position +4 perp @ 100 | sell 14 combo @ 9000 | accepted
            NET_POSITION | limit NET_POSITION perp 10; position +4 perp @ 100 | sell 15 combo @ 9000 | NET_POSITION limit 10 current 4 requested 11 LOTS
            NET_POSITION | limit NET_POSITION perp 10; position +4 perp @ 100; buy 3 combo @ 9000 | buy 3 perp @ 100 | accepted
            NET_POSITION | limit NET_POSITION perp 10; position +4 perp @ 100; buy 3 combo @ 9000 | buy 4 perp @ 100 | NET_POSITION limit 10 current 7 requested 11 LOTS
            NET_POSITION | limit NET_POSITION perp 5; position -5 perp @ 100 short in hedge | buy 5 combo @ 9000 in hedge | accepted
            NET_POSITION | limit NET_POSITION perp 5; position -5 perp @ 100 short in hedge | buy 6 combo @ 9000 in hedge | NET_POSITION limit 5 current 0 requested 6 LOTS

            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000; position -5 perp @ 100 short in hedge | buy 5 perp @ 100 long in hedge | accepted
            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000; position -5 perp @ 100 short in hedge | buy 6 perp @ 100 long in hedge | GROSS_NOTIONAL limit 1000 current 500 requested 1100 USD
            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000; position +4 perp @ 100 | buy 6 perp @ 100 | accepted
            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000; position +4 perp @ 100 | buy 6 perp @ 101 | GROSS_NOTIONAL limit 1000 current 400 requested 1006 USD
            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000; buy 5 perp @ 100; sell 4 inverse @ 100 | buy 46 inverse @ 99 | accepted
            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000; buy 5 perp @ 100; sell 4 inverse @ 101 | buy 47 inverse @ 99 | GROSS_NOTIONAL limit 1000 current 540 requested 1010 USD
            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000 on main; position +9 perp @ 100 in away; position +4 perp @ 100 | buy 6 perp @ 100 | accepted
            GROSS_NOTIONAL | position +4 perp @ 100; limit GROSS_NOTIONAL 1000 on main | buy 7 perp @ 100 | GROSS_NOTIONAL limit 1000 current 400 requested 1100 USD
            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000; position +10 perp @ 100 | sell 10 perp @ 100 | accepted
            GROSS_NOTIONAL | limit GROSS_NOTIONAL 1000; position +10 perp @ 100; sell 10 perp @ 100 | sell 1 perp @ 100 | GROSS_NOTIONAL limit 1000 current 1000 requested 1100 USD

            DELTA | limit DELTA BTC 500; position -5 perp @ 100 short in hedge | buy 10 perp @ 100 long in hedge | accepted
            DELTA | limit DELTA BTC 500; position -5 perp @ 100 short in hedge | buy 11 perp @ 100 long in hedge | DELTA limit 500 current 500 requested 600 USD
            DELTA | limit DELTA BTC 1000; position +4 perp @ 100; sell 9 perp @ 101 | buy 6 perp @ 100 | accepted
            DELTA | limit DELTA BTC 1000; position +4 perp @ 100 | buy 6 perp @ 101 | DELTA limit 1000 current 400 requested 1006 USD
            DELTA | limit DELTA BTC 1000 | buy 20 call @ 500 | accepted
            DELTA | limit DELTA BTC 1000 | buy 21 call @ 500 | DELTA limit 1000 current 0 requested 1050 USD
            DELTA | limit DELTA BTC 1000 | buy 26 put @ 500 | DELTA limit 1000 current 0 requested 1040 USD
            DELTA | limit DELTA BTC 1000; position +10 perp @ 100 | buy 26 put @ 500 | accepted
            DELTA | limit DELTA BTC 1000; buy 16 call @ 500 | buy 25 put @ 500 | accepted
            DELTA | limit DELTA BTC 1000; buy 20 call @ 500; buy 20 put @ 500 | buy 1 call @ 500 | DELTA limit 1000 current 1000 requested 1050 USD
            DELTA | limit DELTA BTC 10 | buy 2 eth-perp @ 10 | accepted
            DELTA | limit DELTA ETH 60 | buy 2 mixed @ 7000 | accepted
            DELTA | limit DELTA ETH 60 | buy 3 mixed @ 7000 | DELTA limit 60 current 0 requested 90 USD
            DELTA | limit DELTA ETH 60; buy 1 mixed @ 7000 | sell 4 eth-perp @ 10 | DELTA limit 60 current 30 requested 70 USD
            DELTA | limit DELTA ETH 0.5 | buy 10 quanto-call @ 50 | accepted
            DELTA | limit DELTA ETH 0.5 | buy 11 quanto-call @ 50 | DELTA limit 0.5 current 0 requested 0.55 USD

            DELTA | limit DELTA BTC 500 on main; position +5 perp @ 100 in away | buy 5 perp @ 100 | accepted
            DELTA | limit DELTA BTC 500 on main; position +5 perp @ 100 in away | buy 6 perp @ 100 | DELTA limit 500 current 0 requested 600 USD

            GAMMA | limit GAMMA BTC 4.621346 | buy 2 call @ 500 | accepted
            GAMMA | limit GAMMA BTC 4.621345 | buy 2 call @ 500 | GAMMA limit 4.621345 current 0 requested 4.621346 USD
            GAMMA | limit GAMMA ETH 1 | buy 2 call @ 500 | accepted
            GAMMA | limit GAMMA 1 | buy 2 perp @ 100 | accepted
            GAMMA | position -2 call @ 500; limit GAMMA BTC 0 | buy 2 call @ 500 | accepted
            GAMMA | limit GAMMA BTC 0; mark call unknown | buy 1 call @ 500 | NO_MARK
            GAMMA | position -2 call @ 500; limit GAMMA BTC 1 | buy 1 put @ 500 | accepted

            VEGA | limit VEGA BTC 0.227902 | sell 2 call @ 500 | accepted
            VEGA | limit VEGA ETH 0.0002 | buy 1 quanto-call @ 50 | accepted
            VEGA | limit VEGA ETH 0.0002 | buy 2 quanto-call @ 50 | VEGA limit 0.0002 current 0 requested 0.0004 USD
            VEGA | limit VEGA BTC 0.2 | sell 2 call @ 500 | VEGA limit 0.2 current 0 requested 0.227902 USD
            VEGA | limit VEGA BTC 0.2 on main; position +9 call @ 500 in away | sell 1 call @ 500 | accepted
            VEGA | limit VEGA BTC 0.2 on main | sell 2 call @ 500 | VEGA limit 0.2 current 0 requested 0.227902 USD

            SHORT_OPTIONS | limit SHORT_OPTIONS BTC 5; position +3 call @ 500 | sell 8 call @ 500 | accepted
            SHORT_OPTIONS | limit SHORT_OPTIONS BTC 5; position +3 call @ 500 | sell 9 call @ 500 | SHORT_OPTIONS limit 5 current 0 requested 6 LOTS
            SHORT_OPTIONS | limit SHORT_OPTIONS BTC 5; sell 3 call @ 500 | sell 3 put @ 500 | SHORT_OPTIONS limit 5 current 3 requested 6 LOTS
            SHORT_OPTIONS | limit SHORT_OPTIONS BTC 5 | buy 2 combo @ 9000 | accepted
            SHORT_OPTIONS | limit SHORT_OPTIONS BTC 5 | buy 3 combo @ 9000 | SHORT_OPTIONS limit 5 current 0 requested 6 LOTS
            SHORT_OPTIONS | limit SHORT_OPTIONS BTC 0 | sell 3 combo @ 9000 | accepted
            SHORT_OPTIONS | limit SHORT_OPTIONS BTC 5 on main; sell 5 call @ 500 in away | sell 5 call @ 500 | accepted
            SHORT_OPTIONS | limit SHORT_OPTIONS BTC 5 on main; sell 5 call @ 500 | sell 1 call @ 500 | SHORT_OPTIONS limit 5 current 5 requested 6 LOTS

            PREMIUM_PAID | limit PREMIUM_PAID 50 | buy 10 call @ 500 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 0.05 | buy 10 quanto-call @ 50 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 0.05 | buy 11 quanto-call @ 50 | PREMIUM_PAID limit 0.05 current 0 requested 0.055 USD
            PREMIUM_PAID | limit PREMIUM_PAID 50 | buy 10 call @ 501 | PREMIUM_PAID limit 50 current 0 requested 50.1 USD
            PREMIUM_PAID | limit PREMIUM_PAID 50; position +4 call @ 500 | buy 7 call @ 500 | PREMIUM_PAID limit 50 current 20 requested 55 USD
            PREMIUM_PAID | limit PREMIUM_PAID 50; position +4 call @ 500; position -2 call @ 600 | buy 8 call @ 500 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 50; position -4 call @ 500 | buy 4 call @ 1000 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 5 | buy 1 put @ 500 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 5 | buy 2 put @ 500 | PREMIUM_PAID limit 5 current 0 requested 10 USD
            PREMIUM_PAID | limit PREMIUM_PAID 1 | sell 20 call @ 500 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 50 | sell 5 combo @ 9000 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 50 | sell 6 combo @ 9000 | PREMIUM_PAID limit 50 current 0 requested 60 USD
            PREMIUM_PAID | limit PREMIUM_PAID 50; sell 3 combo @ 9000 | buy 4 call @ 500 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 50; sell 3 combo @ 9000 | buy 5 call @ 500 | PREMIUM_PAID limit 50 current 30 requested 55 USD
            PREMIUM_PAID | limit PREMIUM_PAID 50; position -12 call @ 500 | sell 6 combo @ 9000 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 0 | buy 6 combo @ 9000 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 50 on main | sell 6 combo @ 9000 | PREMIUM_PAID limit 50 current 0 requested 60 USD
            PREMIUM_PAID | limit PREMIUM_PAID 50 on main; position +20 call @ 500 in away | buy 10 call @ 500 | accepted
            PREMIUM_PAID | limit PREMIUM_PAID 50 on main; position +4 call @ 500 | buy 7 call @ 500 | PREMIUM_PAID limit 50 current 20 requested 55 USD

            CONCENTRATION | limit CONCENTRATION 1000; position -5 perp @ 100 short in hedge | buy 5 perp @ 100 long in hedge | accepted
            CONCENTRATION | limit CONCENTRATION 1000; position -5 perp @ 100 short in hedge | buy 6 perp @ 100 long in hedge | CONCENTRATION limit 1000 current 500 requested 1100 USD
            CONCENTRATION | limit CONCENTRATION perp 1000; position +4 perp @ 100 | buy 6 perp @ 100 | accepted
            CONCENTRATION | limit CONCENTRATION perp 1000; position +4 perp @ 100 | buy 7 perp @ 100 | CONCENTRATION limit 1000 current 400 requested 1100 USD
            CONCENTRATION | limit CONCENTRATION 1000; position +10 perp @ 100 | buy 10 inverse @ 100 | accepted
            CONCENTRATION | limit CONCENTRATION 50 on main | buy 6 inverse @ 100 | CONCENTRATION limit 50 current 0 requested 60 USD
            CONCENTRATION | limit CONCENTRATION call 1000 | buy 5 combo @ 9000 | accepted
            CONCENTRATION | limit CONCENTRATION call 1000 | buy 6 combo @ 9000 | CONCENTRATION limit 1000 current 0 requested 1200 USD
            CONCENTRATION | limit CONCENTRATION perp 1000; buy 4 combo @ 9000 | buy 7 perp @ 100 | CONCENTRATION limit 1000 current 400 requested 1100 USD

            MARGIN | limit INITIAL_MARGIN 100 | buy 10 perp @ 100 | accepted
            MARGIN | limit INITIAL_MARGIN 100 | buy 11 perp @ 100 | MARGIN limit 100 current 0 requested 110 USD
            MARGIN | limit INITIAL_MARGIN 100; position +10 perp @ 100 | sell 20 perp @ 100 | accepted
            MARGIN | limit INITIAL_MARGIN 100; position +10 perp @ 100 | sell 21 perp @ 100 | MARGIN limit 100 current 100 requested 110 USD
            MARGIN | limit INITIAL_MARGIN 100 | buy 20 call @ 500 | accepted
            MARGIN | limit INITIAL_MARGIN 100 | sell 6 call @ 500 | accepted
            MARGIN | limit INITIAL_MARGIN 100 | sell 7 call @ 500 | MARGIN limit 100 current 0 requested 105 USD
            MARGIN | position +1 eth-perp @ 10; mark eth-perp unknown | buy 1 perp @ 100 | NO_ASSET_PRICE
            MARGIN | position +1 eth-perp @ 10; wait 6; refresh perp; refresh btc-usd | buy 1 perp @ 100 | STALE_MARK limit 5 current 6 requested 0 s

            LOSS | limit LOSS 100; position +10 perp @ 100; mark perp 90 | buy 1 perp @ 90 | accepted
            LOSS | limit LOSS 99; position +10 perp @ 100; mark perp 90 | buy 1 perp @ 90 | LOSS limit 99 current 100 requested 100 USD
            LOSS | limit LOSS 99; position +10 perp @ 100; mark perp 90 | sell 10 perp @ 90 | accepted
            LOSS | limit LOSS 0; withdraw 1000 USD | buy 1 perp @ 100 | accepted

            ALLOWANCE | allowance firms/f GROSS_NOTIONAL 1000; position +4 perp @ 100 | buy 6 perp @ 100 | accepted
            ALLOWANCE | allowance firms/f GROSS_NOTIONAL 1000; position +4 perp @ 100 | buy 7 perp @ 100 | ALLOWANCE limit 1000 current 400 requested 1100 USD
            ALLOWANCE | allowance firms/f GROSS_NOTIONAL 1000; allowance groups/g GROSS_NOTIONAL 500 | buy 6 perp @ 100 | ALLOWANCE limit 500 current 0 requested 600 USD
            ALLOWANCE | allowance groups/g WORKING_ORDERS 1 | buy 1 perp @ 100 | accepted
            ALLOWANCE | allowance groups/g WORKING_ORDERS 1; buy 1 perp @ 100 | buy 1 perp @ 100 | ALLOWANCE limit 1 current 1 requested 2 COUNT
            ALLOWANCE | allowance groups/g WORKING_ORDERS 1; position +5 perp @ 100; sell 1 perp @ 100 | sell 1 perp @ 100 | ALLOWANCE limit 1 current 1 requested 2 COUNT
            ALLOWANCE | position +50 perp @ 100; allowance firms/f GROSS_NOTIONAL 1000 | sell 50 perp @ 100 | accepted
            ALLOWANCE | allowance firms/f DELTA 1000; position +5 eth-perp @ 10 | buy 9 perp @ 100 | accepted
            ALLOWANCE | allowance firms/f DELTA 1000; position +5 eth-perp @ 10 | buy 10 perp @ 100 | ALLOWANCE limit 1000 current 50 requested 1050 USD
            ALLOWANCE | position +10 perp @ 100; position -100 inverse @ 100; allowance firms/f DELTA 10 | sell 10 perp @ 100 | accepted
            ALLOWANCE | allowance firms/f GAMMA 4.621346 | buy 2 call @ 500 | accepted
            ALLOWANCE | allowance firms/f GAMMA 4.621345 | buy 2 call @ 500 | ALLOWANCE limit 4.621345 current 0 requested 4.621346 USD
            ALLOWANCE | allowance firms/f GAMMA 0 | buy 2 perp @ 100 | accepted
            ALLOWANCE | position +9 call @ 500; position -9 put @ 500; allowance firms/f GAMMA 0 | sell 9 call @ 500 | accepted
            ALLOWANCE | allowance groups/g VEGA 0.227902 | sell 2 call @ 500 | accepted
            ALLOWANCE | allowance groups/g VEGA 0.227901 | sell 2 call @ 500 | ALLOWANCE limit 0.227901 current 0 requested 0.227902 USD
            ALLOWANCE | allowance firms/f SHORT_OPTIONS 5; sell 3 call @ 500 | sell 2 put @ 500 | accepted
            ALLOWANCE | allowance firms/f SHORT_OPTIONS 5; sell 3 call @ 500 | sell 3 put @ 500 | ALLOWANCE limit 5 current 3 requested 6 LOTS
            ALLOWANCE | position -3 call @ 500; allowance firms/f SHORT_OPTIONS 0 | buy 3 call @ 500 | accepted
            ALLOWANCE | allowance firms/f PREMIUM_PAID 50 | buy 10 call @ 500 | accepted
            ALLOWANCE | allowance firms/f PREMIUM_PAID 50 | buy 10 call @ 501 | ALLOWANCE limit 50 current 0 requested 50.1 USD
            ALLOWANCE | allowance firms/f PREMIUM_PAID 0 | sell 10 call @ 500 | accepted
            """;

    /** Margin against what little there is. */
    private static final String POOR = """
            MARGIN | deposit 100 USD | buy 10 perp @ 100 | accepted
            MARGIN | deposit 100 USD | buy 11 perp @ 100 | MARGIN limit 100 current 0 requested 110 USD
            MARGIN | deposit 100 USD; position -5 perp @ 100 short in hedge | buy 5 perp @ 100 long in hedge | accepted
            MARGIN | deposit 100 USD; position -5 perp @ 100 short in hedge | buy 6 perp @ 100 long in hedge | MARGIN limit 100 current 50 requested 110 USD
            MARGIN | position -5 perp @ 100 short in hedge; position +5 perp @ 100 long in hedge | buy 5 perp @ 100 short in hedge | accepted
            MARGIN | deposit 1 BTC | buy 9 perp @ 100 | accepted
            MARGIN | deposit 1 BTC | buy 10 perp @ 100 | MARGIN limit 90 current 0 requested 100 USD
            MARGIN | deposit 100 USD; position +10 perp @ 100; mark perp 99 | buy 1 perp @ 99 | MARGIN limit 90 current 99 requested 108.9 USD
            MARGIN | deposit 100 USD; position +10 perp @ 100; mark perp 50 | sell 10 perp @ 50 | accepted
            MARGIN | deposit 100 USD; withdraw 60 USD | buy 4 perp @ 100 | accepted
            MARGIN | deposit 100 USD; withdraw 60 USD | buy 5 perp @ 100 | MARGIN limit 40 current 0 requested 50 USD
            """;

    static Stream<List<String>> rows() {
        return parsed(ROWS);
    }

    static Stream<List<String>> poor() {
        return parsed(POOR);
    }

    static Stream<List<String>> parsed(String rows) {
        return rows.lines().filter(line -> !line.isBlank())
                .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void ordersMeetTheRules(List<String> row) {
        plays(new Story(Desk.open()), row);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poor")
    void ordersMeetTheirMargin(List<String> row) {
        plays(new Story(Desk.poor()), row);
    }

    static void plays(Story story, List<String> row) {
        story.given(row.get(1));
        assertThat(story.when(row.get(2))).as("%s", row).isEqualTo(row.get(3));
    }

    @Test
    void whatIsStaleIsNamed() {
        Desk desk = Desk.open();
        desk.passes(5_000_001);
        assertThat(desk.refused(desk.buy("o-1", 1, "inverse", 100)).subject()).isEqualTo("inverse");
        desk.market.mark("inverse", desk.market.quoted("inverse").mark().ticks(), desk.now());
        assertThat(desk.refused(desk.buy("o-2", 1, "inverse", 100)).subject()).isEqualTo("btc-usd");
    }

    @Test
    void everyRuleHasARowThatItPassesAndOneThatItRefuses() {
        Set<String> accepting = rules("accepted", true);
        Set<String> refusing = rules("accepted", false);
        Set<String> all = Arrays.stream(CounterpartyRules.values()).map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(accepting).isEqualTo(all);
        assertThat(refusing).isEqualTo(all);
    }

    private static Set<String> rules(String answer, boolean equal) {
        return Stream.concat(rows(), poor()).filter(row -> row.get(3).equals(answer) == equal)
                .map(List::getFirst).collect(Collectors.toCollection(TreeSet::new));
    }
}
