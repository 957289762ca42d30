package io.breakwater.gateway.edge;

import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.DataCenterReach;
import java.util.List;

/**
 * Where a change of a restriction is in force, as answers say it.
 *
 * @param pending where that is not known yet
 */
public record Reach(List<DataCenterReach> inForce, List<DataCenterReach> pending) {
    /** Nothing was changed. */
    static final Reach NOWHERE = new Reach(List.of(), List.of());

    static DataCenterReach inForce(String dataCenter, BlockPosition position) {
        DataCenterReach.Builder reach = DataCenterReach.newBuilder().setDataCenter(Names.DATA_CENTERS + dataCenter);
        return position.getNumber() == 0 ? reach.build() : reach.setPosition(position).build();
    }

    static DataCenterReach pending(String dataCenter, String reason) {
        return DataCenterReach.newBuilder().setDataCenter(Names.DATA_CENTERS + dataCenter).setReason(reason).build();
    }
}
