using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace FundLedger.Web.SigningIn;

/// <summary>The cookies of signing in. Over TLS their names begin with <c>__Host-</c>, so that no other site of the domain can set them; plain http is spoken on this machine only.</summary>
internal sealed class SiteCookies(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan TimeForTheCode = TimeSpan.FromMinutes(5);

    private readonly IDataProtector codes = protection.CreateProtector("awaiting-code");

    internal static string NameOf(string name, bool isSecure) => isSecure ? "__Host-" + name : name;

    internal static string? SessionOf(HttpRequest request) => request.Cookies[NameOf("fundledger", request.IsHttps)];

    internal static void KeepSession(HttpContext context, string secret) => context.Response.Cookies.Append(NameOf("fundledger", context.Request.IsHttps), secret, Options(context));

    internal static void DropSession(HttpContext context) => context.Response.Cookies.Delete(NameOf("fundledger", context.Request.IsHttps), Options(context));

    /// <summary>Remembers for some minutes who has given the right password and still owes a code.</summary>
    /// <param name="stamp">The security stamp: with another password the wait is over.</param>
    internal void KeepAwaited(HttpContext context, string person, string stamp)
    {
        var over = clock.GetUtcNow().Add(TimeForTheCode).ToUnixTimeSeconds();
        var text = codes.Protect($"{over}|{person}|{stamp}");
        context.Response.Cookies.Append(NameOf("fundledger-code", context.Request.IsHttps), text, Options(context));
    }

    internal static void DropAwaited(HttpContext context) => context.Response.Cookies.Delete(NameOf("fundledger-code", context.Request.IsHttps), Options(context));

    internal (string Person, string Stamp)? AwaitedOf(HttpRequest request)
    {
        if (request.Cookies[NameOf("fundledger-code", request.IsHttps)] is not { Length: > 0 } text) return null;
        try
        {
            return codes.Unprotect(text).Split('|') is [var over, var person, var stamp]
                && long.Parse(over, System.Globalization.CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds() ? (person, stamp) : null;
        }
        catch (CryptographicException)
        {
            return null; // of other keys, or not ours
        }
    }

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}

/// <summary>What a person knows one of their sessions by.</summary>
internal static class Device
{
    // The more particular name first: each of these also calls itself by the ones below.
    private static readonly (string Mark, string Name)[] Browsers = [("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];
    private static readonly (string Mark, string Name)[] Systems = [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("HarmonyOS", "HarmonyOS"), ("Linux", "Linux")];

    internal static string Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        var name = new StringBuilder(NameIn(Browsers, agent) ?? "");
        if (NameIn(Systems, agent) is { } system) name.Append(name.Length > 0 ? " · " : "").Append(system);
        return name.ToString();
    }

    private static string? NameIn((string Mark, string Name)[] known, string agent) => known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
