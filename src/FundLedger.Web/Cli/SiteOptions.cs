using System.CommandLine;
using FundLedger.Storage;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Cli;

/// <summary>Where the server listens and for whom, as people say it.</summary>
internal sealed class SiteOptions(Shell shell)
{
    private const string DefaultUrl = "http://127.0.0.1:5000";

    private readonly Option<string> urls = Options.Text(
        shell, "--urls", new("网址", "URL"), new($"监听的网址（默认 {DefaultUrl}）；多个用分号隔开", $"address to listen on (default {DefaultUrl}); several apart by semicolons"));

    private readonly Option<string> certificate = Options.Text(
        shell, "--certificate", new("文件", "FILE"), new("https 的证书和私钥（PKCS #12）", "certificate and key for https (PKCS #12)"));

    private readonly Option<string> behind = Options.Text(
        shell, "--behind", new("地址", "ADDRESS"), new("负责加密的代理的 IP 地址或网段；多个用分号隔开", "IP address or network of the proxy that does the encryption; several apart by semicolons"));

    private readonly Option<string> hosts = Options.Text(
        shell, "--host", new("名字", "NAME"), new("网站的名字，如 ledger.example.cn；多个用分号隔开", "name of the site, such as ledger.example.cn; several apart by semicolons"));

    internal IEnumerable<Option> All => [urls, certificate, behind, hosts];

    internal Outcome<SiteAddress> Read(ParseResult parsed) => SiteAddress.Read(
        parsed.GetValue(urls) ?? DefaultUrl, parsed.GetValue(certificate), shell.Around.Environment("FUNDLEDGER_CertificatePassword"), parsed.GetValue(behind), parsed.GetValue(hosts), shell.Around.Environment(SiteAddress.PublicVariable));
}
