using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FundLedger.People.Roles;
using FundLedger.Web.Tests.Hosting;
using FundLedger.Web.Tests.Pages;

namespace FundLedger.Web.Tests.Api;

/// <summary>Months are closed by program in books of their own: nothing more is posted there, as other tests do.</summary>
public sealed class ClosingByProgram : PageTest
{
    [Test]
    public async Task A_month_is_closed_once_and_opened_again_by_two()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        var token = await SitePeople.TokenAsync(server.Database, await SitePeople.AddAsync(server.Database, "api-closer", PersonRole.FundManager), [.. Authority.Of(PersonRole.FundManager)]);
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        async Task<(HttpStatusCode Status, JsonElement Json, bool WasDone)> SendAsync(string path, string? body = null, string key = "k")
        {
            using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, "/api/v1/" + path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Idempotency-Key", key);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request);
            return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement, response.Headers.Contains("Idempotency-Replayed"));
        }

        Assert.That((await SendAsync("periods")).Json.GetProperty("items")[0].GetProperty("isNext").GetBoolean(), Is.True);
        var closed = await SendAsync("periods/closings", """{"entity":"MAIN","month":"2026-01"}""");
        Assert.That((closed.Status, closed.Json.GetProperty("month").GetString(), closed.Json.GetProperty("voucherCount").GetInt64()), Is.EqualTo((HttpStatusCode.Created, "2026-01", 2L)));
        var again = await SendAsync("periods/closings", """{"entity":"MAIN","month":"2026-01"}""");
        Assert.That((again.WasDone, again.Json.GetRawText()), Is.EqualTo((true, closed.Json.GetRawText())));
        Assert.That((await SendAsync("periods")).Json.GetProperty("items")[0].GetProperty("status").GetString(), Is.EqualTo("closed"));
        var late = await SendAsync("donations", """{"fund":"F1","amount":{"amount":"1.00","currency":"CNY"},"on":"2026-01-20","donor":""}""", "late");
        Assert.That(late.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), late.Json.GetRawText());
        var asked = await SendAsync("periods/reopenings", """{"entity":"MAIN","month":"2026-01","reason":"漏记一笔"}""", "again");
        Assert.That((asked.Status, asked.Json.GetProperty("status").GetString()), Is.EqualTo((HttpStatusCode.Created, "open")));
        Assert.That((await SendAsync("periods/closings", """{"entity":"MAIN","month":"x"}""", "unread")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }
}
