using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Web.Checking;

/// <summary>The page that checks a proof in a browser: one file with its script and style inside, which asks nothing of any network.</summary>
internal static class ProofChecker
{
    private static readonly string Script = Resource("checker.js");
    private static readonly string Style = Resource("checker.css");
    private static readonly string Bounds = $"default-src 'none'; script-src {HashOf(Script)}; style-src {HashOf(Style)}; base-uri 'none'; form-action 'none'";

    internal static readonly byte[] Page = Encoding.UTF8.GetBytes(Resource("checker.html")
        .Replace("{policy}", Bounds, StringComparison.Ordinal).Replace("{style}", Style, StringComparison.Ordinal).Replace("{script}", Script, StringComparison.Ordinal));

    /// <summary>The browser runs this script and nothing else, and reaches nothing.</summary>
    internal static readonly string Policy = Bounds + "; frame-ancestors 'none'";

    private static string HashOf(string inside) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inside)))}'";

    private static string Resource(string name)
    {
        using var text = new StreamReader(typeof(ProofChecker).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}
