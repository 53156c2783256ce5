using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>The language of a page: <c>?lang=</c> before what the browser accepts before Chinese.</summary>
internal static class PageLanguage
{
    internal static Language Of(HttpRequest request)
    {
        if (request.Query["lang"] is [{ } asked] && Languages.TryParse(asked, out var language)) return language;
        foreach (var accepted in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(value => value.Quality ?? 1))
            if (Languages.TryParse(accepted.Value.ToString(), out var spoken)) return spoken;
        return Language.Zh;
    }
}
