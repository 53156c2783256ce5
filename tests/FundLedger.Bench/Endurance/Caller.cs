using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace FundLedger.Bench.Endurance;

/// <summary>One of many who use the site at once: reads pages and the API, records, proposes and approves, imports lists and saves reports.</summary>
internal sealed class Caller(int number, int seed, Site site, IReadOnlyList<SoakPerson> people, SentJournal journal, Latencies latencies, DateOnly today, HttpClient client)
{
    private const int MostAttempts = 4;
    private const int RowsOfAnImport = 200;
    private const int OldEntries = 64;

    private static readonly string[] Pages =
    [
        "/", "/funds", "/funds/S1", "/entries", "/donors", "/approvals", "/work", "/notices", "/periods", "/reports", "/calendar", "/record/donation", "/search?q=2026", "/?lang=en", "/funds/S2?lang=en",
    ];

    private static readonly string[] PublicPages = ["/healthz", "/readyz", "/health", "/checkpoints", "/public/funds", "/public/matching", "/public/spaces", "/public/disclosures", "/fundledger.css", "/sign-in"];
    private static readonly string[] ApiReads = ["/api/v1/funds", "/api/v1/funds/S1/balances", "/api/v1/funds/S2/positions", "/api/v1/entries?limit=50", "/api/v1/donations?limit=20", "/api/v1/work"];

    private readonly Random random = new(seed * 7919 + number);
    private readonly Queue<(long Entry, int Person, long Fen)> gifts = new();
    private int sent;

    internal async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (site.Address is null)
            {
                await Task.Delay(20, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            await StepAsync(stop);
        }
    }

    private Task StepAsync(CancellationToken stop) => random.Next(1_000) switch
    {
        < 330 => DonateAsync(stop),
        < 410 => SpendAsync(stop),
        < 440 => ReceiveSeedMoneyAsync(stop),
        < 500 => TransferAsync(stop),
        < 530 => ApproveAsync(stop),
        < 560 => RefundAsync(stop),
        < 590 => ReverseAsync(stop),
        < 780 => ReadPageAsync(stop),
        < 900 => GetAsync("read by the API", ApiReads[random.Next(ApiReads.Length)], Token(Anyone()), stop),
        < 985 => GetAsync("page open to all", PublicPages[random.Next(PublicPages.Length)], null, stop),
        < 997 => SaveReportAsync(stop),
        _ => ImportAsync(stop),
    };

    // ---- writes ----

    private async Task DonateAsync(CancellationToken stop)
    {
        var (person, fen) = (Manager(), random.Next(1_00, 500_00));
        var done = await SendAsync("donation", person, "/api/v1/donations", $$"""{"fund":"{{Fund()}}",{{Amount(fen)}},"on":"{{Day()}}","donor":"居民{{random.Next(400)}}"}""", fen, stop);
        if (EntryOf(done) is not { } entry) return;
        gifts.Enqueue((entry, person, fen));
        if (gifts.Count > OldEntries) gifts.Dequeue();
    }

    private Task SpendAsync(CancellationToken stop)
    {
        var fen = random.Next(1_00, 60_00);
        return SendAsync("expense", Manager(), "/api/v1/expenses", $$"""{"fund":"{{Fund()}}",{{Amount(fen)}},"on":"{{Day()}}","for":"活动用品","source":"{{SoakBooks.Source}}"}""", fen, stop);
    }

    private Task ReceiveSeedMoneyAsync(CancellationToken stop)
    {
        var fen = random.Next(100_00, 900_00);
        return SendAsync("seed money", Manager(), "/api/v1/seed-money", $$"""{"fund":"{{Fund()}}",{{Amount(fen)}},"on":"{{Day()}}","from":"区民政局","reference":"民发{{number}}-{{sent}}号","spendBy":"{{today.AddYears(1):yyyy-MM-dd}}"}""", fen, stop);
    }

    /// <summary>One in three waits for somebody else.</summary>
    private Task TransferAsync(CancellationToken stop)
    {
        var from = random.Next(SoakBooks.Funds.Length);
        var to = (from + 1 + random.Next(SoakBooks.Funds.Length - 1)) % SoakBooks.Funds.Length;
        var fen = random.Next(3) == 0 ? random.Next(100_00, 200_00) : random.Next(1_00, 20_00);
        return SendAsync("transfer", Manager(), "/api/v1/transfers",
            $$"""{"from":"{{SoakBooks.Funds[from]}}","to":"{{SoakBooks.Funds[to]}}","source":"{{SoakBooks.Source}}",{{Amount(fen)}},"on":"{{Day()}}","reason":"联合活动"}""", null, stop);
    }

    private async Task ApproveAsync(CancellationToken stop)
    {
        var approver = PersonOf("Approver");
        if (await GetJsonAsync("what waits for approval", "/api/v1/approvals?limit=20", Token(approver), stop) is not { } list) return;
        var waiting = list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("proposal").GetInt64()).ToList();
        if (waiting.Count == 0) return;
        var proposal = waiting[random.Next(waiting.Count)];
        if (await GetJsonAsync("a proposal", string.Create(CultureInfo.InvariantCulture, $"/api/v1/approvals/{proposal}"), Token(approver), stop) is not { } one) return;
        await SendAsync("approval", approver, string.Create(CultureInfo.InvariantCulture, $"/api/v1/approvals/{proposal}/agree"), $$"""{"contentHash":"{{one.GetProperty("contentHash").GetString()}}"}""", null, stop);
    }

    private Task RefundAsync(CancellationToken stop)
    {
        if (!gifts.TryDequeue(out var gift)) return DonateAsync(stop);
        var fen = Math.Max(1, gift.Fen / 4);
        return SendAsync("refund", gift.Person, string.Create(CultureInfo.InvariantCulture, $"/api/v1/donations/{gift.Entry}/refunds"), $$"""{{{Amount(fen)}},"on":"{{today:yyyy-MM-dd}}","reason":"重复转账"}""", null, stop);
    }

    private Task ReverseAsync(CancellationToken stop) => !gifts.TryDequeue(out var gift) ? DonateAsync(stop)
        : SendAsync("reversal", gift.Person, "/api/v1/reversals", string.Create(CultureInfo.InvariantCulture, $$"""{"entry":{{gift.Entry}},"on":"{{today:yyyy-MM-dd}}","reason":"记错基金"}"""), null, stop);

    /// <summary>Sends a write, and again under the same key where the line broke, as a good client does; now and then it gives up, and the end of the soak settles it.</summary>
    private async Task<Sent> SendAsync(string kind, int person, string path, string body, long? fen, CancellationToken stop)
    {
        var write = new Sent(kind, person, string.Create(CultureInfo.InvariantCulture, $"{number}-{++sent}-{random.Next():x8}"), path, body, fen);
        journal.Writes.Enqueue(write);
        for (var attempt = 1; attempt <= MostAttempts && !stop.IsCancellationRequested; attempt++)
        {
            if (await PostAsync(kind, write, stop) || random.Next(6) == 0) return write;
            await Task.Delay(random.Next(20, 300), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return write;
    }

    /// <returns>Whether the books gave an answer that settles it.</returns>
    private async Task<bool> PostAsync(string kind, Sent write, CancellationToken stop)
    {
        if (site.Address is not { } address) return false;
        var then = site.Look();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, write.Path)) { Content = new StringContent(write.Body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(write.Person));
            request.Headers.Add("Idempotency-Key", write.Key);
            using var response = await client.SendAsync(request, CancellationToken.None);
            var answer = await response.Content.ReadAsStringAsync(CancellationToken.None);
            var status = (int)response.StatusCode;
            Count("write: " + kind, status, answer, then);
            if (status is 429 or >= 500) return false;
            (write.Answer, write.Status) = (answer, status);
            return true;
        }
        catch (Exception broke) when (broke is HttpRequestException or IOException or TaskCanceledException)
        {
            if (site.WasQuietSince(then) && !stop.IsCancellationRequested) latencies.AddFailed("write: " + kind, broke.Message);
            return false;
        }
    }

    // ---- reads ----

    private async Task ReadPageAsync(CancellationToken stop) => await GetPageAsync("page", Pages[random.Next(Pages.Length)], people[Anyone()], stop);

    private Task SaveReportAsync(CancellationToken stop)
    {
        var (report, format) = (random.Next(3) == 0 ? "trial-balance" : "fund-statement", new[] { "pdf", "xlsx", "csv", "html" }[random.Next(4)]);
        var days = SoakBooks.Reported(today);
        return GetPageAsync("report", $"/reports/{report}.{format}?fund={Fund()}&from={days.First:yyyy-MM-dd}&to={days.Last:yyyy-MM-dd}", people[PersonOf(random.Next(2) == 0 ? "Auditor" : "FundManager")], stop);
    }

    private async Task GetAsync(string kind, string path, string? token, CancellationToken stop) => await AskAsync(kind, path, request =>
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }, stop);

    private async Task<JsonElement?> GetJsonAsync(string kind, string path, string token, CancellationToken stop) =>
        await AskAsync(kind, path, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token), stop) is { } text ? JsonDocument.Parse(text).RootElement : null;

    private Task<string?> GetPageAsync(string kind, string path, SoakPerson person, CancellationToken stop) => AskAsync(kind, path, request => request.Headers.Add("Cookie", "fundledger=" + person.Session), stop);

    /// <returns>Null where there was no good answer.</returns>
    private async Task<string?> AskAsync(string kind, string path, Action<HttpRequestMessage> dress, CancellationToken stop)
    {
        if (site.Address is not { } address) return null;
        var then = site.Look();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
            dress(request);
            using var response = await client.SendAsync(request, CancellationToken.None);
            var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
            // The health of books that nobody verified yet, or that lack room, is an answer like any other.
            Count(kind, path is "/health" or "/readyz" && response.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable ? 200 : (int)response.StatusCode, path, then);
            return response.IsSuccessStatusCode ? text : null;
        }
        catch (Exception broke) when (broke is HttpRequestException or IOException or TaskCanceledException)
        {
            if (site.WasQuietSince(then) && !stop.IsCancellationRequested) latencies.AddFailed(kind, $"{path} {broke.Message}");
            return null;
        }
    }

    private void Count(string kind, int status, string about, Site.Glance then)
    {
        if (!site.WasQuietSince(then)) return;
        if (status == 429 || status == 503) latencies.AddBusy(kind);
        else if (status >= 500) latencies.AddFailed(kind, $"{status} {about[..Math.Min(about.Length, 300)]}");
        else latencies.Add(kind, System.Diagnostics.Stopwatch.GetElapsedTime(then.Began));
    }

    // ---- imports ----

    /// <summary>Through the pages, as people do: a list is sent, looked at and started, and its end is waited for.</summary>
    private async Task ImportAsync(CancellationToken stop)
    {
        var (person, fund) = (people[Manager()], Fund());
        var import = new Imported(string.Create(CultureInfo.InvariantCulture, $"IMP-{number}-{++sent}-"), RowsOfAnImport);
        var rows = Enumerable.Range(0, RowsOfAnImport).Select(i => string.Create(CultureInfo.InvariantCulture, $"居民{random.Next(400)},{random.Next(1_00, 90_00) / 100m:0.00},{today.AddDays(-random.Next(20)):yyyy-MM-dd},{import.Prefix}{i}"));
        var list = "捐赠人,金额,日期,交易流水号\n" + string.Join('\n', rows) + "\n";
        try
        {
            if (await OpenAsync("/import", person) is not { } page) return;
            using var form = new MultipartFormDataContent();
            foreach (var (name, value) in page.Fields.Where(field => field.Key != "file").Select(field => (field.Key, field.Key == "fund" ? fund : field.Value))) form.Add(new StringContent(value), $"\"{name}\"");
            using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(list));
            form.Add(file, "\"file\"", "\"list.csv\"");
            journal.Imports.Enqueue(import);
            if (await PostFormAsync(page.At, form, person) is not { } look || look.Fields.Count == 0) return;
            using var start = new FormUrlEncodedContent(look.Fields.Append(new("step", "start")));
            var shown = await PostFormAsync(look.At, start, person);
            while (shown is { IsRunning: true } && !stop.IsCancellationRequested)
            {
                await Task.Delay(200, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                shown = await OpenAsync(shown.At.PathAndQuery, person);
            }

            if (shown is { IsRunning: false, Text: var text } && text.Contains("导入完成", StringComparison.Ordinal)) import.IsAcknowledged = true;
        }
        catch (Exception broke) when (broke is HttpRequestException or IOException or TaskCanceledException)
        {
            // It was cut off: the list is in whole, in part and going on, or not at all.
        }
    }

    private async Task<Shown?> OpenAsync(string path, SoakPerson person) => site.Address is { } address ? await FormAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(address, path)), person) : null;

    private Task<Shown?> PostFormAsync(Uri at, HttpContent content, SoakPerson person) => FormAsync(new HttpRequestMessage(HttpMethod.Post, at) { Content = content }, person);

    private async Task<Shown?> FormAsync(HttpRequestMessage request, SoakPerson person)
    {
        using (request)
        {
            request.Headers.Add("Cookie", string.Join("; ", new[] { "fundledger=" + person.Session, formCookie }.Where(cookie => cookie.Length > 0)));
            using var response = await client.SendAsync(request);
            if (response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(cookie => cookie.StartsWith("fundledger-form=", StringComparison.Ordinal)) is { } form) formCookie = form.Split(';')[0];
            if (response.Headers.Location is { } location) return await FormAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, location)), person);
            if (!response.IsSuccessStatusCode) return null;
            var text = await response.Content.ReadAsStringAsync();
            using var document = new HtmlParser().ParseDocument(text);
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            var found = document.QuerySelectorAll("main form").LastOrDefault(candidate => candidate.QuerySelector("input[type=file], button[value=start]") is not null);
            if (found is not null)
            {
                foreach (var input in found.QuerySelectorAll("input[name]").Where(input => input.GetAttribute("type") is not ("radio" or "checkbox") || input.HasAttribute("checked"))) fields[input.GetAttribute("name")!] = input.GetAttribute("value") ?? "";
                foreach (var select in found.QuerySelectorAll("select[name]")) fields[select.GetAttribute("name")!] = (select.QuerySelector("option[selected]") ?? select.QuerySelector("option"))?.GetAttribute("value") ?? "";
            }

            return new Shown(request.RequestUri!, fields, document.GetElementById("progress") is not null, document.QuerySelector("main")?.TextContent ?? "");
        }
    }

    private string formCookie = "";

    private sealed record Shown(Uri At, Dictionary<string, string> Fields, bool IsRunning, string Text);

    // ---- who and what ----

    private int Manager() => PersonOf("FundManager");

    private int Anyone() => random.Next(people.Count);

    private int PersonOf(string role)
    {
        var those = Enumerable.Range(0, people.Count).Where(i => people[i].Role == role).ToList();
        return those[random.Next(those.Count)];
    }

    private string Token(int person) => people[person].Tokens[random.Next(people[person].Tokens.Count)];

    private string Fund() => SoakBooks.Funds[random.Next(SoakBooks.Funds.Length)];

    private string Day() => today.AddDays(-random.Next(20)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Amount(long fen) => string.Create(CultureInfo.InvariantCulture, $$"""
        "amount":{"amount":"{{fen / 100m:0.00}}","currency":"CNY"}
        """);

    private static long? EntryOf(Sent write) =>
        write.IsAcknowledged && JsonDocument.Parse(write.Answer).RootElement is var answer && answer.TryGetProperty("entry", out var entry) && entry.ValueKind == JsonValueKind.Number ? entry.GetInt64() : null;
}
