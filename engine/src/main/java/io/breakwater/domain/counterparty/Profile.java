package io.breakwater.domain.counterparty;

/**
 * Who a counterparty is: what changes seldom.
 *
 * @param id empty until it has been onboarded
 * @param firm {@code firms/x}; empty where it stands alone
 * @param group {@code groups/x}; empty for none
 */
public record Profile(
        String id,
        boolean onboarded,
        String displayName,
        String firm,
        String group,
        int homeDataCenter,
        Limits limits) {

    public static Profile absent(String id) {
        return new Profile(id, false, "", "", "", 0, Limits.NONE);
    }

    public String scope() {
        return "counterparties/" + id;
    }

    /** {@code firms/x/groups/y}, as events carry it. */
    public String scopePath() {
        return firm.isEmpty() || group.isEmpty() ? firm + group : firm + "/" + group;
    }

    static Profile onboarded(String id, CounterpartyRequest.Onboard request) {
        String path = request.scopePath();
        int at = path.indexOf("groups/");
        String group = at < 0 ? "" : path.substring(at);
        String firm = at < 0 ? path : at == 0 ? "" : path.substring(0, at - 1);
        return new Profile(id, true, request.displayName(), firm, group, request.homeDataCenter(), Limits.NONE);
    }

    Profile with(Limits changed) {
        return new Profile(id, onboarded, displayName, firm, group, homeDataCenter, changed);
    }
}
