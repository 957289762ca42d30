package io.breakwater.ops.command;

import picocli.CommandLine.Command;

/** Counterparties, their accounts, caps, collateral and what they hold. */
@Command(name = "counterparty", description = "Onboards, funds, limits, restricts and shows counterparties.",
        subcommands = {
            CounterpartyOnboarding.Create.class, CounterpartyOnboarding.OpenAccountCall.class,
            CounterpartyLimits.Set.class, CounterpartyLimits.Show.class,
            CounterpartyMoney.DepositCall.class, CounterpartyMoney.WithdrawCall.class,
            CounterpartyMoney.MoveCall.class, CounterpartyReports.Report.class,
            CounterpartyRestrictions.Place.class, CounterpartyRestrictions.Lift.class,
            CounterpartyViews.Get.class, CounterpartyViews.Everyone.class, CounterpartyViews.Positions.class,
            CounterpartyViews.Orders.class, CounterpartyViews.ScopeCall.class, CounterpartyViews.Scopes.class
        })
public final class CounterpartyCommand extends CommandGroup {}
