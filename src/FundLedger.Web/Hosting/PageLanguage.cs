using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Hosting;

/// <summary>The language of a page: <c>?lang=</c>, which is kept, before what was kept before what the browser accepts before Chinese.</summary>
internal static class PageLanguage
{
    internal const string Asked = "lang";

    internal static Language Of(HttpRequest request)
    {
        if (AskedFor(request) is { } asked) return asked;
        if (request.Cookies[KeptIn(request)] is { } kept && Languages.TryParse(kept, out var language)) return language;
        return AskedOrAccepted(request);
    }

    /// <summary>Without what was kept: the language of a page that is the same for everybody who asks for it so.</summary>
    internal static Language AskedOrAccepted(HttpRequest request)
    {
        if (AskedFor(request) is { } asked) return asked;
        foreach (var accepted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(value => value.Quality ?? 1))
            if (Languages.TryParse(accepted.Value.ToString(), out var spoken)) return spoken;
        return Language.Zh;
    }

    private static Language? AskedFor(HttpRequest request) => request.Query[Asked] is [{ } asked] && Languages.TryParse(asked, out var language) ? language : null;

    /// <summary>A path in the language of the address that led here, where one was asked for.</summary>
    internal static string Carried(HttpRequest request, string path, Language language)
    {
        if (AskedFor(request) is null) return path;
        var at = path.IndexOf('#', StringComparison.Ordinal);
        var (page, anchor) = at < 0 ? (path, "") : (path[..at], path[at..]);
        return $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Asked}={language.TagOf()}{anchor}";
    }

    /// <summary>Keeps a language that was asked for; one that was only accepted may change with the browser.</summary>
    internal static void Keep(HttpContext context, Language language)
    {
        if (!context.Request.Query.ContainsKey(Asked)) return;
        context.Response.Cookies.Append(KeptIn(context.Request), language.TagOf(), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
    }

    private static string KeptIn(HttpRequest request) => SiteCookies.NameOf("fundledger-lang", request.IsHttps);

    /// <summary>This page in another language.</summary>
    internal static string Link(HttpRequest request, Language language)
    {
        var query = request.Query.Where(part => part.Key != Asked).SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value));
        return request.PathBase + request.Path + QueryString.Create(query.Append(KeyValuePair.Create(Asked, (string?)language.TagOf())));
    }
}
