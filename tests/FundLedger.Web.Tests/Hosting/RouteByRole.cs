using System.Net;
using System.Text.RegularExpressions;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Record;
using FundLedger.Web.Tests.Api;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static FundLedger.People.Roles.PersonRole;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>Who may come where: every route, every role, over the whole ledger and over one fund of two. A new route fails here until it says who may.</summary>
public sealed partial class RouteByRole : PageTest
{
    private static readonly PersonRole[] Readers = [Administrator, FundManager, Approver, Auditor];
    private static readonly PersonRole[] Savers = [FundManager, Auditor];
    private static readonly PersonRole[] Verifiers = [Administrator, FundManager, Approver, Operator, Auditor];
    private static readonly PersonRole[] Everybody = Enum.GetValues<PersonRole>();
    private static readonly PersonRole[] Applicants = [OrganisationOwner, OrganisationCertifier, OrganisationEditor, OrganisationViewer, .. Readers];
    private static readonly PersonRole[] OfOrganisations = [OrganisationOwner, OrganisationCertifier, OrganisationEditor, OrganisationViewer];
    private static readonly PersonRole[] ReadersOfTheDirectory = [.. Readers, .. OfOrganisations];
    private static readonly PersonRole[] RecordingAnything = [Administrator, FundManager];

    /// <param name="Roles">Who is let in; null for people who are not signed in too.</param>
    /// <param name="Own">An address about fund F1.</param>
    /// <param name="Other">The same about F2: to somebody whose role is over F1 alone it looks like <paramref name="Missing"/>. Null where all funds are in what it shows.</param>
    /// <param name="IsForOneFundToo">A role over one fund is enough.</param>
    private sealed record Route(string Pattern, PersonRole[]? Roles, string Own, string? Other = null, string? Missing = null, bool IsForOneFundToo = true);

    private static readonly Route[] Table =
    [
        // open to all
        new("healthz", null, "/healthz"), new("readyz", null, "/readyz"), new("health", null, "/health"), new("report.css", null, "/report.css"), new("status/{status:int}", null, "/status/404"),
        new("public", null, "/public"), new("public/funds", null, "/public/funds"), new("public/funds/{code}", null, "/public/funds/F1"), new("public/projects", null, "/public/projects"), new("public/projects/{number}", null, "/public/projects/G1-A"),
        new("public/programmes", null, "/public/programmes"), new("public/needs", null, "/public/needs"), new("help", null, "/help"),
        new("public/matching", null, "/public/matching"), new("public/matching/{code}", null, "/public/matching/M1"),
        new("public/spaces", null, "/public/spaces"), new("public/spaces/{code}", null, "/public/spaces/S1"),
        new("checkpoints", null, "/checkpoints"), new("checkpoints/{size:long}", null, "/checkpoints/8"), new("checkpoints/{size:long}.txt", null, "/checkpoints/8.txt"), new("checkpoints/latest.txt", null, "/checkpoints/latest.txt"),
        new("checkpoints/proof/entry/{entries}", null, "/checkpoints/proof/entry/1"), new("checkpoints/proof/entry/{entry:long}.json", null, "/checkpoints/proof/entry/1.json"),
        new("checkpoints/proof/consistency/{from:long}/{to:long}", null, "/checkpoints/proof/consistency/8/8"), new("checkpoints/files/{sha256?}", null, "/checkpoints/files"), new("checkpoints/checker.html", null, "/checkpoints/checker.html"),
        new("public/disclosures", null, "/public/disclosures"), new("public/disclosures/{rule}/{entity:long}/{subject}", null, "/public/disclosures/annual/1/2025"), new("public/disclosures/files/{sha256:length(64)}", null, "/public/disclosures/files/" + OfWords),
        new("public/voice", null, "/public/voice"), new("public/voice/{code}", null, "/public/voice/V1"), new("public/feedback", null, "/public/feedback"), new("v/{token}", null, "/v/none"),
        new("openapi/v1.json", null, "/openapi/v1.json"), new("problems", null, "/problems"), new("problems/{code}", null, "/problems/not-there"), new("api/docs/{documentName?}", null, "/api/docs/"),
        new("api/docs/scalar.js", null, "/api/docs/scalar.js"), new("api/docs/scalar.aspnetcore.js", null, "/api/docs/scalar.aspnetcore.js"), new("api/docs/favicon.svg", null, "/api/docs/favicon.svg"),
        new("sign-in", null, "/sign-in"), new("sign-in/code", null, "/sign-in/code"), new("first-run", null, "/first-run"), new("invitation/{secret}", null, "/invitation/none"),

        // one's own
        new("", Everybody, "/"), new("Index", Everybody, "/"), new("sign-out", Everybody, "/sign-out"), new("confirm", Everybody, "/confirm"), new("account", Everybody, "/account"),
        new("account/password", Everybody, "/account/password"), new("account/second-step", Everybody, "/account/second-step"), new("account/tokens", Everybody, "/account/tokens"), new("work", Everybody, "/work"), new("filters", Everybody, "/filters"),
        new("notices", Everybody, "/notices"), new("notices/settings", Everybody, "/notices/settings"), new("notices/{id:long}", [], "/notices/1"), // another person's are there for nobody: HearingOfThings
        new("notices/queue", [Administrator], "/notices/queue", IsForOneFundToo: false), new("notices/webhooks", [Administrator], "/notices/webhooks", IsForOneFundToo: false), new("notices/webhooks/{id:long}", [Administrator], "/notices/webhooks/1", IsForOneFundToo: false),

        // the books
        new("funds", Readers, "/funds"), new("funds/{code}", Readers, "/funds/F1", "/funds/F2", "/funds/F9"),
        new("funds/{code}/freeze", [Administrator], "/funds/F1/freeze", "/funds/F2/freeze", "/funds/F9/freeze"), new("funds/{code}/close", [Administrator], "/funds/F1/close", "/funds/F2/close", "/funds/F9/close"),
        new("funds/{code}/publicity", [FundManager], "/funds/F1/publicity", "/funds/F2/publicity", "/funds/F9/publicity"),
        new("budgets", Readers, "/budgets"), new("funds/{code}/forecast", Readers, "/funds/F1/forecast", "/funds/F2/forecast", "/funds/F9/forecast"),
        // an operator's people come to their own plans only: LookingAtATaperPlan
        new("taper", Applicants, "/taper"), new("taper/preview", [FundManager], "/taper/preview"), new("taper/new", [FundManager], "/taper/new"), new("taper/{number}", Applicants, "/taper/T1", "/taper/T2", "/taper/T9"),
        new("taper/{number}/amend", [FundManager], "/taper/T1/amend", "/taper/T2/amend", "/taper/T9/amend"), new("public/taper", null, "/public/taper"),
        new("matching", Readers, "/matching"), new("matching/open", [FundManager], "/matching/open"), new("matching/related", Readers, "/matching/related", IsForOneFundToo: false),
        new("matching/{code}", Readers, "/matching/M1", "/matching/M2", "/matching/M9"), new("matching/{code}/rule", [FundManager], "/matching/M1/rule", "/matching/M2/rule", "/matching/M9/rule"),
        new("matching/{code}/close", [FundManager], "/matching/M1/close", "/matching/M2/close", "/matching/M9/close"), new("budgets/set", [FundManager], "/budgets/set"),
        new("bank", Readers, "/bank"), new("bank/new", [Administrator], "/bank/new"), new("bank/{code}", Readers, "/bank/B1", IsForOneFundToo: false), new("bank/{code}/import", [FundManager], "/bank/B1/import", IsForOneFundToo: false),
        new("bank/{code}/run/{id:long}", [FundManager], "/bank/B1/run/5", IsForOneFundToo: false), new("bank/{code}/run/{id:long}/progress", [FundManager], "/bank/B1/run/5/progress", IsForOneFundToo: false),
        new("bank/{code}/match", [FundManager], "/bank/B1/match", IsForOneFundToo: false), new("bank/{code}/rules", Readers, "/bank/B1/rules", IsForOneFundToo: false),
        new("bank/{code}/reconcile", Readers, "/bank/B1/reconcile", IsForOneFundToo: false), new("bank/line/{number:long}", Readers, "/bank/line/1", IsForOneFundToo: false),
        new("entries", Readers, "/entries?fund=F1", "/entries?fund=F2"), new("entries/{number:long}", Readers, "/entries/2", "/entries/3", "/entries/99"),
        new("entries/{entry:long}/files/{sha256:length(64)}", Readers, "/entries/9/files/" + Sha256, "/entries/10/files/" + Sha256, "/entries/99/files/" + Sha256),
        new("reports/jobs", Savers, "/reports/jobs"), // one's own files are fetched by whoever asked: AskingForFiles
        new("reports/jobs/{id:long}/file", [], "/reports/jobs/1/file"), new("reports/jobs/{id:long}/progress", [], "/reports/jobs/1/progress"),
        new("reports/{report?}", Readers, "/reports/fund-balances?fund=F1&to=2026-04-15", "/reports/fund-balances?fund=F2&to=2026-04-15"),
        new("reports/{report}.{format}", Savers, "/reports/fund-balances.csv?fund=F1&to=2026-04-15", "/reports/fund-balances.csv?fund=F2&to=2026-04-15"),
        new("books/{book?}", Readers, "/books/account-balances?entity=MAIN&from=2026-01-01&to=2026-01-31", IsForOneFundToo: false),
        new("books/{book}.{format}", Savers, "/books/account-balances.csv?entity=MAIN&from=2026-01-01&to=2026-01-31", IsForOneFundToo: false),
        new("vouchers", Readers, "/vouchers?month=2026-01", IsForOneFundToo: false), new("vouchers/{month}/{number:long}", Readers, "/vouchers/2026-01/1", IsForOneFundToo: false),
        new("vouchers/export.{format}", Savers, "/vouchers/export.csv?entity=MAIN&month=2026-01&layout=kingdee", IsForOneFundToo: false), new("vouchers/layouts", Readers, "/vouchers/layouts"),
        new("periods", Readers, "/periods"), new("periods/close", [FundManager], "/periods/close?entity=MAIN&month=2026-01", IsForOneFundToo: false), new("periods/year", Readers, "/periods/year?entity=MAIN&year=2026", IsForOneFundToo: false), new("periods/chart", [Administrator], "/periods/chart?entity=MAIN", IsForOneFundToo: false),
        new("search", Applicants, "/search?q=F1"), new("donors", Readers, "/donors", IsForOneFundToo: false), new("donors/{number:long}", Readers, "/donors/1", IsForOneFundToo: false),
        new("receipts", Readers, "/receipts", IsForOneFundToo: false), new("receipts/issue", [FundManager], "/receipts/issue"),
        new("receipts/{entity}/{receipt}", Readers, "/receipts/MAIN/2026-000001", IsForOneFundToo: false), new("receipts/{entity}/{receipt}/named", Savers, "/receipts/MAIN/2026-000001/named", "/receipts/MAIN/2026-000002/named", "/receipts/MAIN/2026-000099/named"),
        new("receipts/{entity}/{receipt}/document.{format}", Savers, "/receipts/MAIN/2026-000001/document.csv", IsForOneFundToo: false), new("receipts/register.{format}", Savers, "/receipts/register.csv?year=2026", IsForOneFundToo: false),
        new("donors/{number:long}/{year:int}", Readers, "/donors/1/2026", IsForOneFundToo: false), new("donors/{donor:long}/{year:int}/summary.{format}", Savers, "/donors/1/2026/summary.csv", IsForOneFundToo: false),
        new("pledges", Readers, "/pledges", IsForOneFundToo: false), new("pledges/{number:long}", Readers, "/pledges/1", IsForOneFundToo: false),
        new("donors/duplicates", Readers, "/donors/duplicates", IsForOneFundToo: false),
        new("donors/{number:long}/erase", [Administrator], "/donors/1/erase", IsForOneFundToo: false), new("verification", Verifiers, "/verification", IsForOneFundToo: false),

        new("payments", Readers, "/payments"), new("payments/payees", Readers, "/payments/payees"), new("payments/{number:long}", Readers, "/payments/1", "/payments/2", "/payments/99"),
        new("payments/{number:long}/file.csv", [FundManager], "/payments/1/file.csv", "/payments/2/file.csv", "/payments/99/file.csv"),
        new("seed-money", Readers, "/seed-money", IsForOneFundToo: false), new("seed-money/{id:long}", Readers, "/seed-money/1", IsForOneFundToo: false),
        new("cofunding", Readers, "/cofunding?fund=F1", "/cofunding?fund=F2", "/cofunding?fund=F9"),

        // grants: programmes, applications, reviews
        new("grants", Readers, "/grants"), new("grants/board", Readers, "/grants/board?round=G1-1", "/grants/board?round=G2-1", "/grants/board?round=G9-1"), new("grants/new", [FundManager], "/grants/new"), new("grants/{code}", Readers, "/grants/G1", "/grants/G2", "/grants/G9"),
        new("grants/{code}/amend", [FundManager], "/grants/G1/amend", "/grants/G2/amend", "/grants/G9/amend"), new("grants/rounds/{code}", Readers, "/grants/rounds/G1-1", "/grants/rounds/G2-1", "/grants/rounds/G9-1"),
        new("applications", Applicants, "/applications"), new("applications/{number}", Applicants, "/applications/G1-1-0001", "/applications/G2-1-0001", "/applications/G9-1-0001"),
        new("applications/{number}/{part}", [OrganisationOwner, OrganisationEditor], "/applications/G1-1-0001/basics"),
        new("applications/{number}/files/{sha256:length(64)}", Applicants, "/applications/G1-1-0001/files/" + Sha256, "/applications/G2-1-0001/files/" + Sha256, "/applications/G9-1-0001/files/" + Sha256),
        new("reviews", [Expert], "/reviews"), new("reviews/rounds/{code}", Readers, "/reviews/rounds/G1-1", "/reviews/rounds/G2-1", "/reviews/rounds/G9-1"),
        new("reviews/experts", Readers, "/reviews/experts"), new("reviews/experts/{number:long}", Readers, "/reviews/experts/1"),
        new("reviews/{number:long}", [], "/reviews/1"), new("reviews/{review:long}/files/{sha256:length(64)}", [], "/reviews/1/files/" + Sha256), // of an expert's own: ApplyingForAGrant
        // an organisation's people come to their own awards only: AnsweringForAnAward
        new("awards", Applicants, "/awards"), new("awards/new", [FundManager], "/awards/new"), new("awards/{number}", Applicants, "/awards/G1-A", "/awards/G2-A", "/awards/G9-A"),
        new("awards/{number}/grant-file.{format}", Savers, "/awards/G1-A/grant-file.json", "/awards/G2-A/grant-file.json", "/awards/G9-A/grant-file.json"),
        new("awards/{number}/tranches/{no:int}/voucher.{format}", Savers, "/awards/G1-A/tranches/1/voucher.json", "/awards/G2-A/tranches/1/voucher.json", "/awards/G9-A/tranches/1/voucher.json"),
        new("awards/{number}/agreement.pdf", Applicants, "/awards/G1-A/agreement.pdf", "/awards/G2-A/agreement.pdf", "/awards/G9-A/agreement.pdf"), new("awards/{number}/files/{sha256:length(64)}", [], "/awards/G1-A/files/" + Sha256),
        new("awards/{number}/report", [OrganisationOwner, OrganisationEditor], "/awards/G1-A/report"), new("awards/{number}/prove", [OrganisationOwner, OrganisationEditor], "/awards/G1-A/prove"),
        new("awards/{number}/amend", [FundManager], "/awards/G1-A/amend", "/awards/G2-A/amend", "/awards/G9-A/amend"),
        // organisations, needs and working days: which of an organisation's own pages open is asked in KeepingTheDirectory
        new("organisations", Readers, "/organisations"), new("organisations/mine", [Auditor, .. OfOrganisations], "/organisations/mine"), new("organisations/{code}", ReadersOfTheDirectory, "/organisations/QINGHE"),
        new("organisations/{code}/documents/{id:long}", ReadersOfTheDirectory, "/organisations/QINGHE/documents/1"), new("directory/{what}", [FundManager], "/directory/new-organisation"), new("calendar", Readers, "/calendar"), new("calendar/due", ReadersOfTheDirectory, "/calendar/due"),
        new("disclosures", Readers, "/disclosures"), new("disclosures/settings", [FundManager], "/disclosures/settings"), new("disclosures/{rule}/{entity:long}/{subject}", Readers, "/disclosures/annual/1/2025", IsForOneFundToo: false),
        new("disclosures/{rule}/{entity:long}/{subject}/files/{sha256:length(64)}", Readers, "/disclosures/annual/1/2025/files/" + OfWords, IsForOneFundToo: false),
        new("needs", ReadersOfTheDirectory, "/needs"), new("needs/{code}", ReadersOfTheDirectory, "/needs/N1"), new("needs/{code}/files/{step}/{version:int}/{sha256:length(64)}", Readers, "/needs/N1/files/Propose/1/" + Sha256),
        // an operator's people come to their own spaces only: KeepingSpaces
        new("spaces", ReadersOfTheDirectory, "/spaces"), new("spaces/{code}", ReadersOfTheDirectory, "/spaces/S1", "/spaces/S2", "/spaces/S9"), new("spaces/compare", ReadersOfTheDirectory, "/spaces/compare"),
        new("spaces/import", [FundManager, OrganisationOwner, OrganisationEditor], "/spaces/import"), new("spaces/template.xlsx", [FundManager, OrganisationOwner, OrganisationEditor], "/spaces/template.xlsx"),
        new("spaces/{code}/files/{sha256:length(64)}", ReadersOfTheDirectory, "/spaces/S1/files/" + Sha256, "/spaces/S2/files/" + Sha256, "/spaces/S9/files/" + Sha256),

        // what residents say, and what spaces give back
        new("voice", Readers, "/voice"), new("voice/new", [FundManager], "/voice/new"), new("voice/feedback", Readers, "/voice/feedback"), new("voice/surveys/{code}", Readers, "/voice/surveys/V1", "/voice/surveys/V2", "/voice/surveys/V9"),
        new("spaces/{code}/blueprint", Readers, "/spaces/L1/blueprint", "/spaces/L2/blueprint", "/spaces/L9/blueprint"),
        new("spaces/{code}/returns", Readers, "/spaces/L1/returns", "/spaces/L2/returns", "/spaces/L9/returns"),

        // auditing; what an auditor writes is samples and queries, and nobody else writes those
        new("audit", [Auditor], "/audit"), new("audit/samples", [Auditor], "/audit/samples"), new("audit/samples/new", [Auditor], "/audit/samples/new"),
        new("audit/samples/{number:long}", [Auditor], "/audit/samples/1", "/audit/samples/2", "/audit/samples/99"), new("audit/samples/{number:long}/sample.{format}", [Auditor], "/audit/samples/1/sample.csv", "/audit/samples/2/sample.csv", "/audit/samples/99/sample.csv"),
        new("audit/queries", [FundManager, Auditor], "/audit/queries"), new("audit/queries/new", [Auditor], "/audit/queries/new"), new("audit/queries/{number:long}", [FundManager, Auditor], "/audit/queries/1", "/audit/queries/2", "/audit/queries/99"),
        new("audit/queries/{number:long}/files/{sha256:length(64)}", [FundManager, Auditor], "/audit/queries/1/files/" + Sha256, "/audit/queries/2/files/" + Sha256, "/audit/queries/99/files/" + Sha256),

        // what takes two
        new("approvals", Everybody, "/approvals"), new("approvals/{number:long}", Readers, "/approvals/6", "/approvals/7", "/approvals/99"), new("approvals/delegations", Everybody, "/approvals/delegations"),
        new("approvals/settings", Readers, "/approvals/settings"), new("approvals/settings/{kind}", [Administrator], "/approvals/settings/transfer", IsForOneFundToo: false),
        new("approvals/{number:long}/evidence", [], "/approvals/1/evidence"), // of a proposal that has some: ProvingSocialMoney
        new("periods/reopen", [FundManager], "/periods/reopen?entity=MAIN&month=2026-01", IsForOneFundToo: false),

        // recording
        new("record", RecordingAnything, "/record"), new("record/batch", [FundManager], "/record/batch"), new("import", [FundManager], "/import"), new("import/{id:long}", [FundManager], "/import/1", "/import/2", "/import/99"),
        new("import/{id:long}/progress", [FundManager], "/import/1/progress", "/import/2/progress", "/import/99/progress"),
        new("import/{id:long}/mend.csv", [FundManager], "/import/3/mend.csv", "/import/4/mend.csv", "/import/99/mend.csv"),
        new("import/entries/{id:long}", [FundManager], "/import/entries/1", "/import/entries/2", "/import/entries/99"),

        // people, what they did, and names
        new("people", [Administrator], "/people", IsForOneFundToo: false), new("people/invite", [Administrator], "/people/invite", IsForOneFundToo: false),
        new("people/{id}", [Administrator], "/people/" + Somebody, IsForOneFundToo: false), new("people/{id}/erase", [Administrator], $"/people/{Somebody}/erase", IsForOneFundToo: false),
        new("trail", [Administrator, Auditor], "/trail", IsForOneFundToo: false), new("trail.csv", [Administrator, Auditor], "/trail.csv", IsForOneFundToo: false),
        new("entries/{number:long}/name", Savers, "/entries/2/name", "/entries/3/name", "/entries/99/name"), new("names", Savers, "/names"),
        new("names/{proposal:long}", [], "/names/1"), // the one who asked for them, once another agreed: RevealingNames

        // keeping it running
        new("jobs/{**path}", [Administrator, Operator], "/jobs/recurring", IsForOneFundToo: false),
    ];

    private static readonly Dictionary<string, PersonRole[]> RecordForms = RecordForm.All.ToDictionary(form => form.Name, form => form.Name is "fund" or "payment-rules" ? [Administrator] : new[] { FundManager });

    private const string OfWords = "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac"; // of what is published: x and a line end
    private const string Sha256 = "c1a5"; // replaced by that of the document
    private const string Somebody = "p-somebody"; // replaced by the id of the first administrator

    private string somebody = "";

    [Test]
    public async Task Every_route_of_the_host_is_in_the_table()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("checkpoint sign");
        var patterns = (await ServeAsync()).Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => (endpoint.RoutePattern.RawText ?? "").TrimStart('/')).Distinct().ToList();
        var known = Table.Select(route => route.Pattern).Append("record/{what}").Concat(ApiByRole.Patterns).ToHashSet();
        Assert.That(patterns.Where(pattern => !known.Remove(pattern)).ToList(), Is.Empty, "routes of which nobody said who may come");
        Assert.That(known, Is.Empty, "routes that are no more");
    }

    [Test]
    public void What_an_auditor_writes_is_samples_and_queries_and_nobody_else_writes_those()
    {
        Permission[] reading = [Permission.ReadLedger, Permission.ExportLedger, Permission.RevealName, Permission.ReadOrganisation, Permission.ReadTrail, Permission.Verify];
        Assert.That(Authority.Of(Auditor).Except(reading), Is.EqualTo(new[] { Permission.Audit }));
        Assert.That(Everybody.Where(role => Authority.Of(role).Contains(Permission.Audit)), Is.EqualTo(new[] { Auditor }));
        Assert.That(RecordForms.Values.Any(roles => roles.Contains(Auditor)), Is.False);
    }

    [Test]
    public async Task A_role_over_the_whole_ledger_opens_its_routes_and_no_others()
    {
        var (server, sha256) = await MakeSiteAsync();
        foreach (var role in Everybody)
        {
            var person = await SitePeople.AddAsync(server.Database, $"{role}", role);
            using var browser = await server.BrowseAsync(person);
            foreach (var route in Table.Where(route => route.Roles is not null)) await MustBeAsync(browser, route.Own, sha256, route.Roles!.Contains(role), $"{role}");
            foreach (var (form, roles) in RecordForms) await MustBeAsync(browser, $"/record/{form}", sha256, roles.Contains(role), $"{role}");
        }
    }

    [Test]
    public async Task A_role_over_one_fund_opens_that_fund_and_what_is_anothers_looks_like_what_is_not_there()
    {
        var (server, sha256) = await MakeSiteAsync();
        foreach (var role in new[] { Administrator, FundManager, Approver, Auditor, Operator })
        {
            var person = await SitePeople.AddAsync(server.Database, $"{role}", new NewGrant(role, Scope.OfFund("F1")));
            using var browser = await server.BrowseAsync(person);
            foreach (var route in Table.Where(route => route.Roles is not null))
            {
                var isIn = route.Roles!.Contains(role) && route.IsForOneFundToo;
                await MustBeAsync(browser, route.Own, sha256, isIn, $"{role} of F1");
                if (route.Other is null) continue;
                var other = await browser.OpenAsync(With(route.Other, sha256));
                Assert.That(other.Status, Is.EqualTo(HttpStatusCode.NotFound), $"{role} of F1: {route.Other}");
                if (route.Missing is not null) Assert.That(Plain(other), Is.EqualTo(Plain(await browser.OpenAsync(With(route.Missing, sha256)))), route.Other);
            }
        }
    }

    [Test]
    public async Task Money_of_another_fund_is_not_recorded_whatever_the_form_says()
    {
        var (server, _) = await MakeSiteAsync();
        var person = await SitePeople.AddAsync(server.Database, "manager", new NewGrant(FundManager, Scope.OfFund("F1")));
        using var browser = await server.BrowseAsync(person);
        var page = await browser.OpenDoneAsync("/record/donation");
        Assert.That(page.Document.QuerySelectorAll("#fund option").Select(option => option.GetAttribute("value")), Does.Contain("F1").And.Not.Contain("F2"));
        (string, string)[] gift = [("amount", "5.00"), ("on", "2026-04-01"), ("donor", "某")];
        Assert.That((await browser.SendAsync(page, "check", [.. gift, ("fund", "F2")])).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var check = await browser.SendAsync(page, "check", [.. gift, ("fund", "F1")]);
        Assert.That((await browser.SendAsync(check, "record", ("fund", "F2"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await browser.SendAsync(await browser.OpenDoneAsync("/record/refund"), "check", ("entry", "3"), ("amount", "1.00"), ("on", "2026-04-01"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await browser.RecordAsync("/record/donation", [.. gift, ("fund", "F1")])).Path, Does.Match("^/entries/[0-9]+$"));
    }

    [Test]
    public async Task Nothing_private_opens_without_signing_in()
    {
        var (server, sha256) = await MakeSiteAsync();
        using var stranger = server.BrowseAsStranger();
        foreach (var route in Table)
        {
            var page = await stranger.OpenAsync(With(route.Own, sha256));
            if (route.Roles is null) Assert.That(page.Status, Is.EqualTo(route.Pattern.StartsWith("status", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK), route.Own);
            else Assert.That((page.Status, page.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/sign-in")), route.Own);
            if (route.Roles is null) continue;
            using var form = new FormUrlEncodedContent([]);
            Assert.That((await stranger.PostAsync(With(route.Own, sha256), form)).StatusCode, Is.AnyOf(HttpStatusCode.Unauthorized, HttpStatusCode.MethodNotAllowed), route.Own);
        }
    }

    /// <summary>Let in, whatever the page then says; or told that there is nothing.</summary>
    private async Task MustBeAsync(Browser browser, string path, string sha256, bool isLetIn, string who)
    {
        var page = await browser.OpenAsync(With(path, sha256));
        Assert.That(page.Status, isLetIn ? Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity) : Is.EqualTo(HttpStatusCode.NotFound), $"{who}: {path}");
        if (page.Response.Content.Headers.ContentType?.MediaType != "text/html") return; // a file is only ever asked for
        using var form = new FormUrlEncodedContent([]);
        var sent = await browser.PostAsync(With(path, sha256), form);
        Assert.That(sent.StatusCode, isLetIn ? Is.AnyOf(HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests) : Is.AnyOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.BadRequest), $"{who}: POST {path}");
    }

    private string With(string path, string sha256) => path.Replace(Sha256, sha256, StringComparison.Ordinal).Replace(Somebody, somebody, StringComparison.Ordinal);

    // The address and the form token differ; nothing else may.
    private static string Plain(SeenPage page) => Hidden().Replace(page.Html, "").Replace(Uri.EscapeDataString(page.Path), "", StringComparison.Ordinal).Replace(page.Address.AbsolutePath, "", StringComparison.Ordinal);

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>|href=\"[^\"]*lang=[^\"]*\"")]
    private static partial Regex Hidden();

    /// <summary>Two funds, a document in each, a list imported into each, and a server over them.</summary>
    private async Task<(Server Server, string Sha256)> MakeSiteAsync()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("checkpoint sign");
        var document = Write("invoice.txt", "发票");
        await DoneAsync($"expense --fund F1 --amount 1 --on 2026-03-05 --for x"); // 9
        await DoneAsync($"donate --fund F2 --amount 9 --on 2026-03-05 --donor x"); // 10
        await DoneAsync("bank account create --code B1 --name 基本户 --funds F1,F2");
        await DoneAsync($"import bank {Write("flow.csv", "日期,金额,余额,对方户名\n2026-03-05,9.00,9.00,某\n")} --account B1");
        foreach (var entry in new[] { 9, 10 }) await DoneAsync($"journal attach {entry} {document}");
        foreach (var (number, fund) in new[] { (1, "F1"), (2, "F2") })
        {
            await DoneAsync($"sample draw --fund {fund} --from 2026-01-01 --to 2026-04-30 --of gifts --method random --size 1 --seed a");
            await DoneAsync($"query ask --about fund --of {fund} --words x --due 2027-01-01");
            await DoneAsync($"query answer --query {number} --words x --document {document}");
        }
        await DoneAsync("payee set --code SD --name x --bank x --account 6217000012345678");
        foreach (var (fund, entry) in new[] { ("F1", 11), ("F2", 12) })
        {
            await DoneAsync($"expense --fund {fund} --amount 1 --on 2026-03-05 --for x --unpaid");
            await DoneAsync($"payment order --pay {entry}=SD");
        }
        await DoneAsync("pledge create --fund F1 --donor 王小明 --amount 10 --on 2026-03-05");
        await DoneAsync("organisation register --code QINGHE --name 清河社工 --kind community");
        await DoneAsync($"organisation document --code QINGHE --kind filing --number 1 --from 2026-01-01 --document {document}");
        foreach (var (space, fund) in new[] { ("S1", "F1"), ("S2", "F2") })
        {
            await DoneAsync($"space add --space {space} --fund {fund} --name x --opened 2026-01-01");
            await DoneAsync($"space operator --space {space} --organisation QINGHE --from 2026-01-01");
            await DoneAsync($"space invest --space {space} --kind hardware --amount 1 --on 2026-03-05 --what x --document {document}");
        }

        foreach (var (fund, number) in new[] { ("F1", 1), ("F2", 2) })
        {
            await DoneAsync($"survey open --code V{number} --about fund --of {fund} --title x --until 2026-12-31 --quorum 1 --question x");
            await DoneAsync($"space add --space L{number} --fund {fund} --name x --opened 2026-01-01");
        }

        await DoneAsync("disclosure set --from 2026-01-01 --major 1000000 --reason x");
        await DoneAsync("disclosure publish --item annual/1/2025 --words x");
        await DoneAsync("need post --code N1 --fund F1 --title 助餐");
        await DoneAsync($"need step --code N1 --step propose --on 2026-03-05 --minutes x --document {document}");

        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
        {
            foreach (var (code, fund) in new[] { ("G1", "F1"), ("G2", "F2") }) await GrantSite.MakeAsync(database, code, fund, await File.ReadAllBytesAsync(document));
            foreach (var code in new[] { "G1", "G2" }) await GrantSite.AwardAsync(database, code, Today);
            foreach (var (number, fund) in new[] { ("T1", "F1"), ("T2", "F2") }) await GrantSite.TaperAsync(database, number, fund, Today);
            foreach (var (code, fund, source, given) in new[] { ("M1", "F1", "seed-民发1号", "F2"), ("M2", "F2", "donation", "F1") })
                (await new OpenProgramme(database).RunAsync(new Asked($"open/{code}", "test"), new NewMatchingProgramme(
                    code, code, fund, source, new Money(100, Currency.Cny), new DateOnly(2026, 4, 12), new DateOnly(2026, 4, 30), new GiftScope { Funds = [given] }, MatchingTerms.Flat(1, 1)))).Expect();
        }

        var server = await ServeAsync();
        somebody = await SitePeople.EverybodyAsync(server.Database, Today);
        (await new FundLedger.Reviews.AddExpert(server.Database).RunAsync(SitePeople.Asked(await SitePeople.AddAsync(server.Database, "pool-keeper", FundManager)), new FundLedger.Reviews.NewExpert(await SitePeople.AddAsync(server.Database, "in-the-pool", Expert), [], Today, Today))).Expect();
        using var browser = server.Browse();
        foreach (var (from, to) in new[] { ("F1", "F2"), ("F2", "F1") }) await browser.RecordAsync("/record/transfer", ("from", from), ("to", to), ("source", "donation"), ("amount", "1"));
        foreach (var fund in new[] { "F1", "F2" }) await browser.WaitAsync(await browser.SendAsync(await browser.UploadAsync($"{fund}.csv", "姓名,金额,日期\n赵六,7.00,2026-02-03\n", ("fund", fund)), "start"));
        foreach (var fund in new[] { "F1", "F2" }) await browser.UploadAsync($"{fund}-2.csv", "姓名,金额,日期\n赵八,x,2026-02-03\n赵九,8.00,2026-02-03\n", ("fund", fund));
        await browser.SendAsync(await browser.OpenDoneAsync("/bank/B1/match?unmatched=Suspense&fund=F1"), "run"); // 5
        (await new FundLedger.Ledger.ClosePeriod(server.Database).RunAsync(SitePeople.Asked(somebody), new PeriodMonth(202601))).Expect(); // vouchers have numbers once their month is closed
        return (server, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(document))));
    }
}
