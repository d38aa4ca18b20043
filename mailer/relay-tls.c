/* OpenSSL itself checks chain and host during the handshake; what it found is kept for the message. */
#include "mailer/relay-tls.h"
#include "event/error.h"
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

struct RelayTlsContext {
    SSL_CTX *ctx;
    char *host;
    bool literal; /* host is an address */
    const char *problem;
};

static int
verified(int good, X509_STORE_CTX *store)
{
    SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    RelayTlsContext *context = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
    if (!good)
        context->problem = X509_verify_cert_error_string(X509_STORE_CTX_get_error(store));
    return good;
}

/* libESMTP makes the SSL and starts the handshake in one go; this is the only moment in between. */
static void
handshake_info(const SSL *ssl, int where, int value)
{
    const RelayTlsContext *context = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
    (void)value;
    if ((where & SSL_CB_HANDSHAKE_START) && !context->literal)
        SSL_set_tlsext_host_name((SSL *)ssl, context->host);
}

static bool
context_trusts(RelayTlsContext *context, const char *ca_file)
{
    X509_VERIFY_PARAM *wanted = SSL_CTX_get0_param(context->ctx);
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    context->literal = X509_VERIFY_PARAM_set1_ip_asc(wanted, context->host) == 1;
    if (!context->literal && X509_VERIFY_PARAM_set1_host(wanted, context->host, 0) != 1)
        return false;
    return ca_file ? SSL_CTX_load_verify_file(context->ctx, ca_file) == 1
                   : SSL_CTX_set_default_verify_paths(context->ctx) == 1;
}

RelayTlsContext *
relay_tls_new(const char *host, const char *ca_file, GError **error)
{
    RelayTlsContext *context = g_new0(RelayTlsContext, 1);
    context->host = g_strdup(host);
    context->ctx = SSL_CTX_new(TLS_client_method());
    if (!context->ctx || SSL_CTX_set_min_proto_version(context->ctx, TLS1_2_VERSION) != 1 ||
        !context_trusts(context, ca_file)) {
        const char *reason = ERR_reason_error_string(ERR_peek_last_error());
        g_set_error(error, CONVOKE_ERROR, CONVOKE_ERROR_CONFIG, "certificates to trust (%s): %s",
                    ca_file ? ca_file : "the system's", reason ? reason : "cannot be used");
        relay_tls_free(context);
        return NULL;
    }
    SSL_CTX_set_app_data(context->ctx, context);
    SSL_CTX_set_verify(context->ctx, SSL_VERIFY_PEER, verified);
    SSL_CTX_set_info_callback(context->ctx, handshake_info);
    return context;
}

void
relay_tls_free(RelayTlsContext *context)
{
    if (!context)
        return;
    SSL_CTX_free(context->ctx);
    g_free(context->host);
    g_free(context);
}

SSL_CTX *
relay_tls_ctx(RelayTlsContext *context)
{
    return context->ctx;
}

void
relay_tls_begin(RelayTlsContext *context)
{
    ERR_clear_error();
    context->problem = NULL;
}

GError *
relay_tls_refusal(const RelayTlsContext *context)
{
    const char *reason = ERR_reason_error_string(ERR_peek_error());
    if (context->problem)
        return g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_CONFIG,
                           "%s does not have a certificate for that name that we trust: %s",
                           context->host, context->problem);
    return g_error_new(CONVOKE_ERROR, CONVOKE_ERROR_TEMPORARY, "%s: no TLS: %s", context->host,
                       reason ? reason : "the handshake was broken off");
}
