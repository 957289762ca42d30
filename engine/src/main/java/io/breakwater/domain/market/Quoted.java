package io.breakwater.domain.market;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Terms;

/**
 * An instrument as a view shows it.
 *
 * @param id internal, never reused
 * @param name the API's resource id; with venue and symbol an alias
 * @param state its own; the view adds those of its venue, its underlying and of everything
 */
public record Quoted(
        long id,
        String name,
        String venue,
        String symbol,
        Terms terms,
        LifeCycle lifeCycle,
        Mark mark,
        TradingState state) {}
