package io.breakwater.ops.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a campaign found; the component names are the keys of its JSON.
 *
 * @param injected how often each kind of fault was
 * @param longestMillis of each kind, the longest that a pack of decisions took until it was answered
 * @param neverInjected kinds that no round drew
 * @param sound every cluster is, and every kind was injected
 */
record CampaignReport(long seed, Map<ClusterFault, Integer> injected, Map<ClusterFault, Long> longestMillis,
        List<ClusterFault> neverInjected, List<ClusterVerdict> verdicts, boolean sound) {

    /** @param silentMillis of each kind that there was to be, the time without service each time it was injected */
    static CampaignReport of(long seed, Map<ClusterFault, List<Long>> silentMillis, List<ClusterVerdict> verdicts) {
        Map<ClusterFault, Integer> injected = new EnumMap<>(ClusterFault.class);
        Map<ClusterFault, Long> longest = new EnumMap<>(ClusterFault.class);
        silentMillis.forEach((fault, times) -> {
            injected.put(fault, times.size());
            longest.put(fault, times.stream().mapToLong(Long::longValue).max().orElse(0));
        });
        List<ClusterFault> never = injected.keySet().stream().filter(fault -> injected.get(fault) == 0).toList();
        boolean sound = never.isEmpty() && verdicts.stream().allMatch(ClusterVerdict::isSound);
        return new CampaignReport(seed, injected, longest, never, List.copyOf(verdicts), sound);
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers cannot be written as JSON", e);
        }
    }
}
