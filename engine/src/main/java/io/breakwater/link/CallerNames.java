package io.breakwater.link;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Notes of each call where it comes from, and which names the caller's certificate is made out to. */
final class CallerNames implements ServerInterceptor {
    private static final Context.Key<Caller> CALLER = Context.key("caller");
    private static final int DNS_NAME = 2;

    static Caller caller() {
        return CALLER.get();
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        String address = String.valueOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)).replace("/", "");
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        Caller caller = session == null
                ? new Caller(address, any -> true)
                : new Caller(address, names(session)::contains);
        return Contexts.interceptCall(Context.current().withValue(CALLER, caller), call, headers, next);
    }

    /** None where there is no certificate, which is then nobody's. */
    private static Set<String> names(SSLSession session) {
        Set<String> names = new HashSet<>();
        try {
            Certificate[] chain = session.getPeerCertificates();
            if (chain.length > 0 && chain[0] instanceof X509Certificate certificate) {
                Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
                for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
                    if (name.get(0).equals(DNS_NAME)) {
                        names.add(name.get(1).toString().toLowerCase(Locale.ROOT));
                    }
                }
            }
            return names;
        } catch (SSLPeerUnverifiedException | CertificateParsingException unknown) {
            return Set.of();
        }
    }
}
