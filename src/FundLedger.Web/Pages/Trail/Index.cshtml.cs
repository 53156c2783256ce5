using System.Globalization;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Pages.Trail;

/// <summary>The audit trail, found by person, act, outcome, object and days; page by page. Nothing can be changed here, nor anywhere.</summary>
[Needs(Permission.ReadTrail, Everywhere = true)]
public sealed class TrailModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int EventsShown = 50;

    public override Part Where => Part.Trail;
    public override Bilingual Title => new("审计轨迹", "Audit trail");

    public IReadOnlyList<AuditEvent> Events { get; private set; } = [];

    /// <summary>Where older events are; null at the end.</summary>
    public long? Next { get; private set; }

    public bool IsFirstPage => !Request.Query.ContainsKey("before");

    internal TrailQuestion Asked { get; private set; } = null!;
    internal new WhoIs Who { get; private set; } = null!;

    public Task OnGetAsync()
    {
        Asked = new TrailQuestion(Request.Query);
        return ReadAsync(async (reader, _) =>
        {
            Who = await WhoIs.LoadAsync(reader);
            if (Asked.Refusals.Count > 0) return;
            var before = long.TryParse(Request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : (long?)null;
            (Events, Next) = await AuditTrail.PageAsync(reader, Asked.Filter, EventsShown, before);
        });
    }

    /// <summary>What an event is about, with the way to it where there is a page.</summary>
    internal IHtmlContent ObjectOf(AuditNote note)
    {
        var html = new HtmlContentBuilder();
        if (note.ObjectType.Length == 0) return html;
        html.Append(ActNames.OfObject(note.ObjectType) is { } name ? In(name) : note.ObjectType).Append(" ");
        if (note.ObjectType == "person") return Linked(html, MayEverywhere(Permission.ManagePeople) ? $"/people/{note.ObjectId}" : null, Who.Shown(note.ObjectId, Language));
        var path = note.ObjectType switch { "entry" => $"/entries/{note.ObjectId}", "donor" => $"/donors/{note.ObjectId}", "proposal" => $"/approvals/{note.ObjectId}", _ => null };
        return Linked(html, path, new HtmlContentBuilder().AppendHtml("<span class=\"code hash\" translate=\"no\">").Append(note.ObjectId).AppendHtml("</span>"));
    }

    private static HtmlContentBuilder Linked(HtmlContentBuilder html, string? path, IHtmlContent text)
    {
        if (path is null) html.AppendHtml(text);
        else html.AppendHtml("<a href=\"").Append(path).AppendHtml("\">").AppendHtml(text).AppendHtml("</a>");
        return html;
    }
}
