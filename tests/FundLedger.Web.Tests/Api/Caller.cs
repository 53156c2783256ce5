using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FundLedger.People.Roles;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Api;

/// <summary>Somebody who calls a site with a token of theirs, in books that a test has to itself.</summary>
internal sealed class Caller(HttpClient client, string token) : IDisposable
{
    internal sealed record Came(HttpStatusCode Status, JsonElement Json, bool WasDone)
    {
        internal string Code => Json.GetProperty("code").GetString()!;

        internal string Text => Json.GetRawText();

        internal string Of(string property) => Json.GetProperty(property).ToString();
    }

    /// <summary>A new person of one role, and all that it allows.</summary>
    internal static async Task<Caller> OfAsync(Server server, string name, PersonRole role, Scope? scope = null) =>
        await OfPersonAsync(server, await SitePeople.AddAsync(server.Database, name, new NewGrant(role, scope ?? Scope.WholeLedger)), role);

    internal static async Task<Caller> OfPersonAsync(Server server, string person, PersonRole role) =>
        new(new HttpClient { BaseAddress = new Uri(server.Url) }, await SitePeople.TokenAsync(server.Database, person, [.. Authority.Of(role)]));

    internal Task<Came> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    /// <param name="key">Null for a new one.</param>
    internal Task<Came> PostAsync(string path, string body, string? key = null) => SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), key);

    /// <returns>The SHA-256 of a file that was sent.</returns>
    internal async Task<string> SendFileAsync(string content)
    {
        var sent = new StringContent(content, Encoding.UTF8, "application/octet-stream");
        sent.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "a.txt" };
        return (await SendAsync(HttpMethod.Post, "files", sent, null)).Of("sha256");
    }

    public void Dispose() => client.Dispose();

    private async Task<Came> SendAsync(HttpMethod verb, string path, HttpContent? body, string? key)
    {
        using var request = new HttpRequestMessage(verb, "/api/v1/" + path) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        using var response = await client.SendAsync(request);
        return new Came(response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement, response.Headers.Contains("Idempotency-Replayed"));
    }
}
