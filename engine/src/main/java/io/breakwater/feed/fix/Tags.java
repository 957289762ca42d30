package io.breakwater.feed.fix;

/** Fields of FIX 4.4 by number, as the standard names them. */
final class Tags {
    static final int ACCOUNT = 1;
    static final int CL_ORD_ID = 11;
    static final int COMMISSION = 12;
    static final int COMM_TYPE = 13;
    static final int EXEC_ID = 17;
    static final int EXEC_REF_ID = 19;
    static final int LAST_PX = 31;
    static final int LAST_QTY = 32;
    static final int MSG_SEQ_NUM = 34;
    static final int MSG_TYPE = 35;
    static final int ORDER_ID = 37;
    static final int ORD_STATUS = 39;
    static final int ORIG_CL_ORD_ID = 41;
    static final int SENDING_TIME = 52;
    static final int SIDE = 54;
    static final int SYMBOL = 55;
    static final int TRANSACT_TIME = 60;
    static final int TRADE_DATE = 75;
    /** O opens and C closes a position; the side of the trade says with it which one. */
    static final int POSITION_EFFECT = 77;
    static final int ORIG_SENDING_TIME = 122;
    static final int NO_MISC_FEES = 136;
    static final int MISC_FEE_AMT = 137;
    static final int MISC_FEE_CURR = 138;
    static final int EXEC_TYPE = 150;
    /** What a refusal answers: 1 a cancel, 2 a replace. */
    static final int CXL_REJ_RESPONSE_TO = 434;
    /** 1 or none: of one instrument, 2: of a leg, 3: of a combo as a whole. */
    static final int MULTI_LEG_REPORTING_TYPE = 442;
    static final int COMM_CURRENCY = 479;
    /** The same in the reports of the whole and of the legs of a trade, where a venue tells them apart. */
    static final int SECONDARY_EXEC_ID = 527;
    static final int NO_LEGS = 555;
    static final int LEG_POSITION_EFFECT = 564;
    static final int LEG_SYMBOL = 600;
    static final int LEG_SIDE = 624;
    static final int LEG_LAST_PX = 637;
    /** 1 where liquidity was added. Of later versions; some venues send it all the same. */
    static final int LAST_LIQUIDITY = 851;

    private Tags() {}
}
