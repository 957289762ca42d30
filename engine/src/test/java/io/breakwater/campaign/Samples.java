package io.breakwater.campaign;

import java.util.List;

/** One good message or file of each kind, to be spoilt. */
final class Samples {
    private static final long T = 1_700_000_000_000L;

    private Samples() {}

    private static String quoted(String text) {
        return text.replace('\'', '"').replace("@T", Long.toString(T)).replace("@U", T + "000");
    }

    private static String deribit(String channel, String data) {
        return quoted("{'jsonrpc':'2.0','method':'subscription','params':{'channel':'" + channel + "','data':" + data
                + "}}");
    }

    static List<String> deribit() {
        return List.of(
                deribit("ticker.BTC-PERPETUAL.100ms", "{'timestamp':@T,'state':'open','mark_price':37000.12,"
                        + "'index_price':37001.5,'current_funding':1e-05,'instrument_name':'BTC-PERPETUAL',"
                        + "'best_bid_price':37000.0,'best_bid_amount':10.0,'best_ask_price':37000.5}"),
                deribit("ticker.BTC-29DEC23-40000-C.100ms", "{'timestamp':@T,'mark_price':0.0421,'mark_iv':55.5,"
                        + "'greeks':{'delta':0.31},'underlying_price':37100.0,'instrument_name':"
                        + "'BTC-29DEC23-40000-C'}"),
                deribit("book.BTC-PERPETUAL.100ms", "{'type':'snapshot','timestamp':@T,'instrument_name':"
                        + "'BTC-PERPETUAL','change_id':5,'bids':[['new',30000.0,10.0]],'asks':[['new',30000.5,7.0]]}"),
                deribit("book.BTC-PERPETUAL.100ms", "{'type':'change','timestamp':@T,'instrument_name':"
                        + "'BTC-PERPETUAL','change_id':6,'prev_change_id':5,'bids':[['delete',30000.0,0]],'asks':[]}"),
                deribit("trades.BTC-PERPETUAL.100ms", "[{'trade_id':'9','timestamp':@T,'price':37000,'amount':100,"
                        + "'direction':'sell','liquidation':'T','instrument_name':'BTC-PERPETUAL'}]"),
                deribit("instrument.state.any.BTC", "{'timestamp':@T,'state':'halted','instrument_name':"
                        + "'BTC-PERPETUAL'}"),
                deribit("deribit_price_index.btc_usd", "{'timestamp':@T,'price':37001.52,'index_name':'btc_usd'}"),
                deribit("platform_state", "{'price_index':'btc_usd','locked':true}"),
                deribit("platform_state", "{'maintenance':false}"),
                quoted("{'jsonrpc':'2.0','id':4,'result':{'locked':'partial','locked_indices':['btc_usd']}}"),
                quoted("{'jsonrpc':'2.0','id':3,'result':[{'instrument_name':'B','state':'locked'}]}"));
    }

    static List<String> binance() {
        return List.of(
                quoted("{'stream':'b@aggTrade','data':{'e':'aggTrade','E':@T,'s':'B','a':5,'p':'100.5','q':'2',"
                        + "'T':@T,'m':true}}"),
                quoted("{'stream':'b@bookTicker','data':{'e':'bookTicker','u':400,'T':@T,'s':'B','b':'99','B':'3',"
                        + "'a':'101','A':'4'}}"),
                quoted("{'stream':'b@depth','data':{'e':'depthUpdate','E':@T,'T':@T,'s':'B','U':95,'u':102,'pu':90,"
                        + "'b':[['99','2']],'a':[['101','0']]}}"),
                quoted("{'stream':'b@markPrice','data':{'e':'markPriceUpdate','E':@T,'s':'B','p':'100.1','i':'100.2',"
                        + "'r':'0.0001','T':@T}}"),
                quoted("{'stream':'b@forceOrder','data':{'e':'forceOrder','E':@T,'o':{'s':'B','S':'SELL','q':'0.014',"
                        + "'p':'9910','ap':'9909.5','T':@T}}}"),
                quoted("{'stream':'!contractInfo','data':{'e':'contractInfo','E':@T,'s':'B','cs':'SETTLING',"
                        + "'bks':[{'bs':1}]}}"),
                quoted("{'symbols':[{'symbol':'B','contractStatus':'TRADING','filters':[{'a':'1'}]}]}"),
                quoted("{'lastUpdateId':100,'T':@T,'bids':[['99','1']],'asks':[['101','1']]}"));
    }

    static List<String> okx() {
        return List.of(
                quoted("{'arg':{'channel':'books','instId':'B-U-SWAP'},'action':'snapshot','data':[{'asks':[['8476.98',"
                        + "'415','0','13']],'bids':[['8476.97','256','0','12']],'ts':'@T','checksum':0,"
                        + "'prevSeqId':-1,'seqId':10}]}"),
                quoted("{'arg':{'channel':'trades','instId':'B'},'data':[{'tradeId':'1','px':'42219.9','sz':'0.12',"
                        + "'side':'buy','ts':'@T'}]}"),
                quoted("{'arg':{'channel':'mark-price','instId':'B'},'data':[{'markPx':'42310.6','ts':'@T'}]}"),
                quoted("{'arg':{'channel':'instruments','instType':'SWAP'},'data':[{'instId':'B','state':'suspend',"
                        + "'upcChg':[{'param':'tickSz'}]}]}"),
                quoted("{'arg':{'channel':'funding-rate','instId':'B'},'data':[{'fundingRate':'0.0001',"
                        + "'fundingTime':'@T'}]}"));
    }

    static List<String> bybit() {
        return List.of(
                quoted("{'topic':'publicTrade.B','type':'snapshot','ts':@T,'data':[{'T':@T,'s':'B','S':'Buy',"
                        + "'v':'0.001','p':'16578.50','i':'20f43950'}]}"),
                quoted("{'topic':'tickers.B','type':'snapshot','ts':@T,'data':{'lastPrice':'17216.00','markPrice':"
                        + "'17217.33','bid1Price':'17215.50','bid1Size':'84','ask1Price':'17216.00'}}"),
                quoted("{'topic':'orderbook.200.B','type':'delta','ts':@T,'data':{'s':'B','b':[['99','2']],'a':[],"
                        + "'u':8,'seq':2}}"));
    }

    /** A file's name and what is in it. */
    record File(String name, String text) {}

    static List<File> files() {
        String head = "exchange,symbol,timestamp,local_timestamp,";
        return List.of(
                new File("d_trades.csv", quoted(head + "id,side,price,amount\nd,B,@U,@U,1,buy,8532.5,20\n")),
                new File("d_liquidations.csv", quoted(head + "id,side,price,amount\nd,B,@U,@U,1,buy,8532.5,20\n")),
                new File("d_quotes.csv", quoted(head + "ask_amount,ask_price,bid_price,bid_amount\nd,B,@U,@U,11,8533,"
                        + "8532.5,170\n")),
                new File("d_book.csv", quoted(head + "asks[0].price,asks[0].amount,bids[0].price,bids[0].amount\n"
                        + "d,B,@U,@U,10,1,9,2\n")),
                new File("d_changes.csv", quoted(head + "is_snapshot,side,price,amount\nd,B,@U,@U,true,bid,9,1\n"
                        + "d,B,@U,@U,true,ask,10,1\nd,B,@U,@U,false,bid,9,0\n")),
                new File("d_ticker.csv", quoted(head + "funding_rate,open_interest,last_price,index_price,mark_price\n"
                        + "d,B,@U,@U,0.0001,100,8500.5,8499,8500.25\n")),
                new File("d_options.csv", quoted(head + "strike_price,bid_price,ask_price,mark_price,mark_iv,"
                        + "underlying_price,delta\nd,C,@U,@U,9875,0,0.0307,0.0305,41.95,9662.13,-0.78\n")),
                new File("B-1m-2024-01.csv", quoted("@T,100,110,90,105,7,1700000059999,700,5,3,300,0\n")),
                new File("B2-aggTrades-2024-01.csv", quoted("26129,0.0165,4.7,27781,27781,@T,True\n")),
                new File("B2-fundingRate-2024-01.csv", quoted("calc_time,hours,rate\n@T,8,-0.0003\n")),
                new File("B2-bookDepth-2024-01.csv",
                        "timestamp,percentage,depth,notional\n2023-11-01 00:00:06,-5,1,2\n"),
                new File("B2-liquidationSnapshot-2024-01.csv", quoted("@T,SELL,LIMIT,IOC,3,30000.1,0,FILLED,3,3\n")),
                new File("chain.csv", "timestamp,instrument_name,bid_price,ask_price,mark_price,futures_price,"
                        + "implied_volatility,delta,vega,open_interest,currency,index_price\n2023-11-14T22:13:15.756596"
                        + "+00:00,BTC-10JAN26-97000-C,,0.0001,4.5e-07,90485.7,0.5,0.0,0.0,51.9,BTC,90482.66\n"));
    }
}
