using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>How the site is reached: on this machine alone, or by others over TLS.</summary>
/// <param name="Urls">To listen on; at least one.</param>
/// <param name="Certificate">For addresses of <c>https</c>; null when there are none.</param>
/// <param name="Proxies">Who may say for whom they ask, and that the way to them was TLS.</param>
/// <param name="Hosts">Names by which the site is asked for, beside those of the addresses.</param>
/// <param name="Public">Where everybody reaches it, for what is printed; null where it is not known.</param>
internal sealed record SiteAddress(IReadOnlyList<Uri> Urls, X509Certificate2? Certificate = null, IReadOnlyList<IPNetwork>? Proxies = null, IReadOnlyList<string>? Hosts = null, Uri? Public = null)
{
    internal const string PublicVariable = "FUNDLEDGER_PublicAddress";

    /// <summary>Everybody comes over TLS, here or up to a named proxy.</summary>
    internal bool IsSecure => Proxies is { Count: > 0 } || Urls.All(url => url.Scheme == Uri.UriSchemeHttps);

    /// <summary>Others than this machine can reach it.</summary>
    internal bool IsOpen => Urls.Any(url => !IsLoopback(url));

    /// <param name="urls">One or several, apart by semicolons.</param>
    /// <param name="certificate">File of certificate and key (PKCS #12); null for none.</param>
    /// <param name="password">Of that file.</param>
    /// <param name="proxies">Addresses or networks, apart by semicolons; null for none.</param>
    /// <param name="hosts">Apart by semicolons; null for none.</param>
    /// <param name="publicAddress">Null or empty to take the first of the hosts, where there is one.</param>
    internal static Outcome<SiteAddress> Read(string urls, string? certificate = null, string? password = null, string? proxies = null, string? hosts = null, string? publicAddress = null)
    {
        if (!ReadPublic(publicAddress).IsDone(out var known, out var notAnAddress)) return notAnAddress;
        var read = new List<Uri>();
        foreach (var text in Parts(urls))
        {
            // A star or plus stands for every address, which Uri does not understand.
            if (!Uri.TryCreate(text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var url)
                || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.PathAndQuery != "/" || (url.Host != "localhost" && !IPAddress.TryParse(url.Host, out _)))
                return Refusal.Of("url-unreadable", "urls",
                    $"“{text}”不是可用的网址。请写本机的地址，如 http://127.0.0.1:5000 或 https://0.0.0.0:443；网站的名字用 --host。",
                    $"'{text}' is no usable address. Write one of this machine, such as http://127.0.0.1:5000 or https://0.0.0.0:443; the name of the site goes with --host.");
            read.Add(url);
        }

        if (read.Count == 0) return Refusal.Of("url-unreadable", "urls", "请写监听网址，如 http://127.0.0.1:5000。", "Name an address to listen on, such as http://127.0.0.1:5000.");
        var networks = new List<IPNetwork>();
        foreach (var text in Parts(proxies))
        {
            if (!TryReadNetwork(text, out var network)) return Refusal.Of("proxy-unreadable", "behind", $"“{text}”不是 IP 地址或网段。请写如 10.0.0.5 或 10.0.0.0/24。", $"'{text}' is no IP address or network. Write it like 10.0.0.5 or 10.0.0.0/24.");
            networks.Add(network);
        }

        var site = new SiteAddress(read, Proxies: networks, Hosts: Parts(hosts), Public: known.FirstOrDefault() ?? (Parts(hosts) is [var first, ..] && Uri.TryCreate($"https://{first}/", UriKind.Absolute, out var named) ? named : null));
        if (site.RefusalFor(certificate is not null) is { } refusal) return refusal;
        if (certificate is null) return site;
        return LoadCertificate(certificate, password).IsDone(out var loaded, out var unread) ? site with { Certificate = loaded } : unread;
    }

    /// <summary>Where everybody reaches the site, as the environment says it; none where it says nothing.</summary>
    internal static Outcome<IReadOnlyList<Uri>> ReadPublic(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new Outcome<IReadOnlyList<Uri>>.Done([]);
        var withSlash = text.Trim().TrimEnd('/') + "/";
        return Uri.TryCreate(withSlash, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address is { Query: "", Fragment: "", UserInfo: "" }
            ? new Outcome<IReadOnlyList<Uri>>.Done([address])
            : Refusal.Of("public-address", PublicVariable, $"环境变量 {PublicVariable} 应是网站对外的网址，如 https://ledger.example.cn。", $"The environment variable {PublicVariable} is the address at which everybody reaches the site, such as https://ledger.example.cn.");
    }

    private Refusal? RefusalFor(bool hasCertificate)
    {
        if (Urls.Any(url => url.Scheme == Uri.UriSchemeHttps) && !hasCertificate)
            return Refusal.Of("certificate-missing", "certificate", "https 网址需要证书。请用 --certificate 指定 PKCS #12 文件（.pfx）。", "An address of https needs a certificate. Name its PKCS #12 file (.pfx) with --certificate.");
        if (!IsOpen) return null;
        if (Urls.Any(url => !IsLoopback(url) && url.Scheme == Uri.UriSchemeHttp) && Proxies is not { Count: > 0 })
            return Refusal.Of("tls-missing", "urls",
                "其他机器能连到的网址必须加密：请用 https 和 --certificate；或让代理负责加密，并用 --behind 写明代理的地址。",
                "An address that other machines reach must be encrypted: use https with --certificate, or let a proxy do it and name its address with --behind.");
        return Hosts is { Count: > 0 } ? null
            : Refusal.Of("host-missing", "host", "请用 --host 写明网站的名字（如 ledger.example.cn），别的名字一律不应答。", "Name the site with --host (such as ledger.example.cn): no other name is answered.");
    }

    private static bool IsLoopback(Uri url) => url.Host == "localhost" || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));

    private static Outcome<X509Certificate2> LoadCertificate(string file, string? password)
    {
        try
        {
            var loaded = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            if (loaded.HasPrivateKey) return loaded;
            loaded.Dispose();
        }
        catch (Exception unread) when (unread is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // One sentence says all of it.
        }

        return Refusal.Of("certificate-unreadable", "certificate",
            $"读不出证书 {file}。它应是含私钥的 PKCS #12 文件；密码放在环境变量 FUNDLEDGER_CertificatePassword 中。",
            $"The certificate {file} cannot be read. It is a PKCS #12 file with its private key; its password goes into the variable FUNDLEDGER_CertificatePassword.");
    }

    private static string[] Parts(string? text) => text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool TryReadNetwork(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
