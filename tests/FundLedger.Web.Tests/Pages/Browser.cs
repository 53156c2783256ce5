using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Asks for pages, follows where it is led, keeps cookies, and fills in forms as they stand: nothing that a browser without JavaScript could not do.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient client;

    internal Browser(Uri site, Language language)
    {
        client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = site };
        client.DefaultRequestHeaders.Add("Accept-Language", language.TagOf());
    }

    internal async Task<SeenPage> OpenAsync(string path) => await SeenPage.OfAsync(await client.GetAsync(new Uri(path, UriKind.Relative)));

    internal async Task<SeenPage> OpenDoneAsync(string path)
    {
        var page = await OpenAsync(path);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), path);
        return page;
    }

    /// <summary>Types into a page's form and presses a button.</summary>
    /// <param name="step">Value of the button; null for one without.</param>
    internal async Task<SeenPage> SendAsync(SeenPage page, string? step = null, params (string Field, string Value)[] typed)
    {
        var form = page.Form;
        var fields = new Dictionary<string, string>(page.Fields);
        foreach (var (field, value) in typed)
        {
            if (field != "__RequestVerificationToken") Assert.That(form.QuerySelector($"[name='{field}']"), Is.Not.Null, $"the form has no {field}");
            fields[field] = value;
        }

        if (step is not null)
        {
            Assert.That(form.QuerySelector($"button[name=step][value={step}]"), Is.Not.Null, $"no button for {step}");
            fields["step"] = step;
        }

        using var content = new FormUrlEncodedContent(fields);
        return await SeenPage.OfAsync(await client.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? new Uri(action, UriKind.Relative) : page.Address, content));
    }

    /// <summary>Fills in a form, looks at the check, and records it.</summary>
    internal async Task<SeenPage> RecordAsync(string path, params (string Field, string Value)[] typed)
    {
        var check = await SendAsync(await OpenDoneAsync(path), "check", typed);
        Assert.That(check.Status, Is.EqualTo(HttpStatusCode.OK), check.Text);
        return await SendAsync(check, "record");
    }

    internal Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => client.PostAsync(new Uri(path, UriKind.Relative), content);

    internal async Task<HttpResponseMessage> AskAsync(HttpMethod verb, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(verb, new Uri(path, UriKind.Relative)) { Content = content };
        return await client.SendAsync(request);
    }

    public void Dispose() => client.Dispose();
}

/// <summary>A page as it came.</summary>
internal sealed record SeenPage(HttpStatusCode Status, Uri Address, string Html, IHtmlDocument Document, HttpResponseMessage Response)
{
    internal string Path => Address.PathAndQuery;

    /// <summary>The words of the page's main part.</summary>
    internal string Text => string.Join(' ', (Document.QuerySelector("main")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    internal IElement Form => Document.QuerySelector("main form[method=post]") ?? throw new AssertionException("the page has no form: " + Text);

    /// <summary>What the form holds as it stands.</summary>
    internal Dictionary<string, string> Fields => Form.QuerySelectorAll("[name]").Where(input => input.LocalName != "button")
        .Where(input => input is not IHtmlInputElement { Type: "checkbox", IsChecked: false })
        .ToDictionary(input => input.GetAttribute("name")!, ValueOf);

    internal string Field(string name) => ValueOf(Document.QuerySelector($"main [name='{name}']")!);

    internal static async Task<SeenPage> OfAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new SeenPage(response.StatusCode, response.RequestMessage!.RequestUri!, html, await new HtmlParser().ParseDocumentAsync(html), response);
    }

    private static string ValueOf(IElement field) => field switch
    {
        IHtmlSelectElement list => list.Value ?? "",
        IHtmlTextAreaElement text => text.Value,
        IHtmlInputElement input => input.Value,
        _ => "",
    };
}
