using System.Diagnostics;
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

    /// <param name="session">What the session cookie holds; null for somebody who is not signed in.</param>
    internal Browser(Uri site, Language language, string? session)
    {
        if (session is not null) Cookies.Add(site, new Cookie("fundledger", session));
        client = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = site };
        client.DefaultRequestHeaders.Add("Accept-Language", language.TagOf());
    }

    internal CookieContainer Cookies { get; } = new();

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
        var form = page.FormWith(step);
        var fields = page.FieldsOf(form);
        foreach (var (field, value) in typed)
        {
            if (field != "__RequestVerificationToken") Assert.That(form.QuerySelector($"[name='{field}']"), Is.Not.Null, $"the form has no {field}");
            fields[field] = value;
        }

        if (step is not null)
        {
            Assert.That(form.QuerySelector($"button[name=step][value='{step}']"), Is.Not.Null, $"no button for {step}");
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

    /// <summary>Opens the import page and sends a file from it.</summary>
    internal Task<SeenPage> UploadAsync(string name, string content, params (string Field, string Value)[] typed) => UploadAsync(name, System.Text.Encoding.UTF8.GetBytes(content), typed);

    /// <param name="name">Empty when no file is chosen.</param>
    internal async Task<SeenPage> UploadAsync(string name, byte[] content, params (string Field, string Value)[] typed)
    {
        var page = await OpenDoneAsync("/import");
        var fields = page.FieldsOf(page.Form);
        fields.Remove("file");
        foreach (var (field, value) in typed) fields[field] = value;
        using var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 }; // as browsers do
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        using var file = new ByteArrayContent(content);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"");
        form.Add(file);
        return await SeenPage.OfAsync(await client.PostAsync(page.Address, form));
    }

    /// <summary>Types into a page's form, chooses a file, and presses a button.</summary>
    internal async Task<SeenPage> SendWithFileAsync(SeenPage page, string step, (string Field, string Name, byte[] Content) file, params (string Field, string Value)[] typed)
    {
        var form = page.FormWith(step);
        var fields = page.FieldsOf(form);
        fields.Remove(file.Field);
        foreach (var (field, value) in typed) fields[field] = value;
        fields["step"] = step;
        using var sent = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        foreach (var (field, value) in fields) sent.Add(new StringContent(value), field);
        using var content = new ByteArrayContent(file.Content);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{file.Field}\"; filename=\"{file.Name}\"");
        sent.Add(content);
        return await SeenPage.OfAsync(await client.PostAsync(page.Address, sent));
    }

    /// <summary>Reloads a page of an import until nothing more happens by itself.</summary>
    internal async Task<SeenPage> WaitAsync(SeenPage page)
    {
        var since = Stopwatch.StartNew();
        while (page.Document.GetElementById("progress") is not null)
        {
            Assert.That(since.Elapsed, Is.LessThan(Longest), $"{page.Path} goes on: {page.Text}");
            await Task.Delay(30);
            page = await OpenDoneAsync(page.Path);
        }

        return page;
    }

    /// <summary>No work of a test takes as long, even beside much else: what does is stuck, and its page says where.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>Reloads it until some rows are done.</summary>
    internal async Task<SeenPage> WaitForRowsAsync(SeenPage page)
    {
        while (page.Document.QuerySelector("progress")?.GetAttribute("value") == "0") page = await OpenDoneAsync(page.Path);
        return page;
    }

    internal Task<HttpResponseMessage> SaveAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

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

    /// <summary>The form with this button; the first one for a button without a value.</summary>
    internal IElement FormWith(string? step) => step is null ? Form : Document.QuerySelector($"main form[method=post]:has(button[value='{step}'])") ?? throw new AssertionException($"no button for {step}: {Text}");

    /// <summary>What the form holds as it stands.</summary>
    internal Dictionary<string, string> Fields => FieldsOf(Form);

    internal Dictionary<string, string> FieldsOf(IElement form) => form.QuerySelectorAll("[name]").Where(input => input.LocalName != "button")
        .Where(input => input is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false })
        .GroupBy(input => input.GetAttribute("name")!).ToDictionary(same => same.Key, same => string.Join(',', same.Select(ValueOf))); // ticks of one name are read as one text

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
