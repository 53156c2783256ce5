using System.Net;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>Where the server listens: this machine only, as long as nobody signs in.</summary>
internal static class LoopbackUrls
{
    internal const string NotLoopback = "not-loopback";

    /// <param name="urls">One or several, apart by semicolons.</param>
    internal static Outcome<IReadOnlyList<Uri>> Read(string urls)
    {
        var read = new List<Uri>();
        foreach (var text in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A star or plus stands for every address, which Uri does not understand and we do not allow.
            if (!Uri.TryCreate(text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var url)
                || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
                return Refusal.Of("url-unreadable", "urls", $"“{text}”不是可用的网址。请写如 http://127.0.0.1:5000。", $"'{text}' is no usable address. Write it like http://127.0.0.1:5000.");
            if (!IsLoopback(url))
                return Refusal.Of(NotLoopback, "urls",
                    $"不能监听 {text}：目前还没有登录功能，能连上的人就能看到全部账目，所以只允许本机地址（如 http://127.0.0.1:5000）。",
                    $"The server does not listen on {text}: there is no sign-in yet, so whoever can connect could see all books. Use an address of this machine only, such as http://127.0.0.1:5000.");
            read.Add(url);
        }

        return read.Count > 0 ? read : Refusal.Of("url-unreadable", "urls", "请写监听网址，如 http://127.0.0.1:5000。", "Name an address to listen on, such as http://127.0.0.1:5000.");
    }

    private static bool IsLoopback(Uri url) => url.Host == "localhost" || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));
}
