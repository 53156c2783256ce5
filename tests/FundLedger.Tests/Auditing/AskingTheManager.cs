using FundLedger.Auditing.Queries;
using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;
using FundLedger.Worklist;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Auditing;

/// <summary>An auditor asks, the manager answers, the auditor asks further or closes: nothing of it is changed, and it waits for whoever is to go on.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class AskingTheManager(TestDatabase database)
{
    private static readonly DateOnly Due = Today.AddDays(5);

    [Test]
    public Task A_query_goes_from_asked_to_answered_to_asked_further_to_closed() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 10);
        var ask = new AskQuery(ledger.Database);
        var query = (await ask.RunAsync(ledger.Ask(), About(gift))).Expect().Query;
        Assert.That(Refused.CodeOf(await ask.AskFurtherAsync(ledger.Ask(), query, "?", Due)), Is.EqualTo("query-state"), "nothing was answered");
        var file = new Attachment("receipt.pdf", [1, 2, 3]);
        Assert.That((await ask.AnswerAsync(ledger.Ask(), query, "见附件", [file, file])).Expect(), Is.EqualTo(new QueryKept(query, 2, QueryState.Answered)));
        Assert.That(Refused.CodeOf(await ask.AnswerAsync(ledger.Ask(), query, "再答", [])), Is.EqualTo("query-state"), "nothing is asked");
        (await ask.AskFurtherAsync(ledger.Ask(), query, "日期不同？", Due.AddDays(1))).Expect();
        (await ask.AnswerAsync(ledger.Ask(), query, "银行次日入账", [])).Expect();
        Assert.That((await ask.CloseAsync(ledger.Ask(), query, QueryConclusion.Cleared, "")).Expect().State, Is.EqualTo(QueryState.Closed));
        Assert.That(Refused.CodeOf(await ask.AskFurtherAsync(ledger.Ask(), query, "?", Due)), Is.EqualTo("query-state"), "closed is closed");

        var read = await FindAsync(ledger, query);
        Assert.That((read.Entry, read.Fund!.Code, read.State, read.Conclusion, read.DueOn), Is.EqualTo(((EntryId?)gift, "LAKE", QueryState.Closed, QueryConclusion.Cleared, Due.AddDays(1))));
        Assert.That(read.Events.Select(one => (one.Act, one.Words)), Is.EqualTo(new[]
        {
            (QueryAct.Asked, "为什么？"), (QueryAct.Answered, "见附件"), (QueryAct.AskedFurther, "日期不同？"), (QueryAct.Answered, "银行次日入账"), (QueryAct.Closed, (string?)null),
        }));
        Assert.That(await ledger.Database.ReadAsync(async reader => (await AuditQueries.FilesAsync(reader, query, 2)).Select(kept => kept.FileName).ToList()), Is.EqualTo(new[] { "receipt.pdf" }));
        Assert.That(await ledger.Database.ReadAsync(async reader => (await AuditQueries.OfEntryAsync(reader, await Books.LoadAsync(reader), gift)).Select(one => one.Id).ToList()), Is.EqualTo(new[] { query }));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task It_may_be_about_a_fund_a_figure_a_report_or_an_item_of_a_sample() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10);
        var sample = (await new DrawSample(ledger.Database).RunAsync(ledger.Ask(), new SampleWanted(new(null, "LAKE", new DateSpan(March(1), March(31)), PopulationKind.Gifts), SampleMethod.Random, "a", "", Size: 1))).Expect().Sample;
        foreach (var (about, code, entry) in new[] { (QueryAbout.Fund, "LAKE", false), (QueryAbout.Figure, "/entries?figure=cash&fund=LAKE", false), (QueryAbout.Report, "/reports/balance-sheet?fund=LAKE&to=2026-03-15", false), (QueryAbout.SampleItem, $"{sample}:1", true) })
        {
            var query = (await new AskQuery(ledger.Database).RunAsync(ledger.Ask(), new QueryWanted(about, code, "为什么？", Due, Fund: "LAKE"))).Expect().Query;
            var read = await FindAsync(ledger, query);
            Assert.That((read.About, read.Code, read.Fund!.Code, read.Entry is not null), Is.EqualTo((about, code, "LAKE", entry)));
        }

        var whole = (await new AskQuery(ledger.Database).RunAsync(ledger.Ask(), new QueryWanted(QueryAbout.Report, "/reports/balance-sheet", "为什么？", Due))).Expect().Query;
        Assert.That((await FindAsync(ledger, whole)).Target, Is.EqualTo(new Target("MAIN")), "of no one fund");
    });

    [Test]
    public Task What_cannot_be_asked_is_refused_with_its_field() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var ask = new AskQuery(ledger.Database);
        async Task<string> CodeAsync(QueryWanted wanted) => Refused.CodeOf(await ask.RunAsync(ledger.Ask(), wanted));
        Assert.That(await CodeAsync(About(new EntryId(99))), Is.EqualTo("entry-unknown"));
        Assert.That(await CodeAsync(new(QueryAbout.Entry, "x", "?", Due)), Is.EqualTo("entry-unknown"));
        Assert.That(await CodeAsync(new(QueryAbout.Fund, "NONE", "?", Due)), Is.EqualTo("fund-unknown"));
        Assert.That(await CodeAsync(new(QueryAbout.SampleItem, "1:1", "?", Due)), Is.EqualTo("item-unknown"));
        Assert.That(await CodeAsync(new(QueryAbout.Report, "https://elsewhere.example", "?", Due)), Is.EqualTo("address"));
        Assert.That(await CodeAsync(new(QueryAbout.Report, "//elsewhere.example", "?", Due)), Is.EqualTo("address"));
        Assert.That(await CodeAsync(new(QueryAbout.Report, "/\t/elsewhere.example", "?", Due)), Is.EqualTo("address"));
        Assert.That(await CodeAsync(new(QueryAbout.Report, "/" + new string('a', 1_000), "?", Due)), Is.EqualTo("text-too-long"));
        Assert.That(await CodeAsync(new(QueryAbout.Fund, "LAKE", " ", Due)), Is.EqualTo("words-missing"));
        Assert.That(await CodeAsync(new(QueryAbout.Fund, "LAKE", "?", Today.AddDays(-1))), Is.EqualTo("due-past"));
        Assert.That(Refused.CodeOf(await ask.AnswerAsync(ledger.Ask(), 99, "?", [])), Is.EqualTo("query-unknown"));
    });

    [Test]
    public Task Words_and_files_are_erased_and_that_it_was_asked_stands() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var ask = new AskQuery(ledger.Database);
        var query = (await ask.RunAsync(ledger.Ask(), new(QueryAbout.Fund, "LAKE", "王小明是谁？", Due))).Expect().Query;
        (await ask.AnswerAsync(ledger.Ask(), query, "他的电话是…", [new Attachment("card.jpg", [9])])).Expect();
        (await ask.EraseAsync(ledger.Ask(), query, 1)).Expect();
        (await ask.EraseAsync(ledger.Ask(), query, 2)).Expect();
        Assert.That(Refused.CodeOf(await ask.EraseAsync(ledger.Ask(), query, 2)), Is.EqualTo("words-unknown"));
        Assert.That((await FindAsync(ledger, query)).Events.Select(one => (one.Act, one.Words)), Is.EqualTo(new[] { (QueryAct.Asked, (string?)null), (QueryAct.Answered, null) }));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM attachments"), Is.Zero);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operations WHERE content LIKE '%王小明%' OR content LIKE '%电话%'"), Is.Zero, "kept as keyed hashes alone");
        foreach (var statement in new[] { "UPDATE audit_query_events SET words = 'other'", "DELETE FROM audit_query_events", "DELETE FROM audit_queries", "UPDATE audit_queries SET about_code = 'x'" })
            Assert.That(async () => await Tampering.ExecuteAsync(ledger, statement), Throws.Exception, statement);
    });

    [Test]
    public Task It_waits_for_the_manager_of_its_fund_then_for_the_auditor_and_for_nobody_else() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var lake = await people.AddAsync("lake", PersonRole.FundManager, Scope.OfFund("LAKE"));
        var river = await people.AddAsync("river", PersonRole.FundManager, Scope.OfFund("RIVER"));
        var (auditor, approver) = (await people.AddAsync("auditor", PersonRole.Auditor), await people.AddAsync("approver", PersonRole.Approver));
        async Task<string> WaitsAsync(string person) => string.Join(' ', await ledger.Database.ReadAsync(async reader => (await WorkQueue.OfAsync(
            reader, await Books.LoadAsync(reader), person, await Grants.OfAsync(reader, person), Moments.ToMicroseconds(ledger.Clock.GetUtcNow()))).Where(item => item.Kind is WorkKind.QueryToAnswer or WorkKind.QueryAnswered)
            .Select(item => $"{item.Kind} {item.Desk} {item.Subject}{(item.IsOverdueOn(Today.AddDays(9)) ? " late" : "")}").ToList()));
        var ask = new AskQuery(ledger.Database);
        var query = (await ask.RunAsync(people.By(auditor), new(QueryAbout.Fund, "LAKE", "?", Due))).Expect().Query;
        Assert.That((await WaitsAsync(lake), await WaitsAsync(river), await WaitsAsync(auditor), await WaitsAsync(approver)), Is.EqualTo(($"QueryToAnswer Manager {query} late", "", "", "")));
        (await ask.AnswerAsync(people.By(lake), query, "!", [])).Expect();
        Assert.That((await WaitsAsync(lake), await WaitsAsync(river), await WaitsAsync(auditor), await WaitsAsync(approver)), Is.EqualTo(("", "", $"QueryAnswered Auditor {query}", "")));
        (await ask.CloseAsync(people.By(auditor), query, QueryConclusion.NotCleared, "")).Expect();
        Assert.That(await WaitsAsync(auditor), Is.Empty);
    });

    [Test]
    public Task The_register_counts_every_query_by_how_it_stands() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        var ask = new AskQuery(ledger.Database);
        foreach (var fund in new[] { "LAKE", "LAKE", "RIVER" }) (await ask.RunAsync(ledger.Ask(), new(QueryAbout.Fund, fund, "?", Due))).Expect();
        (await ask.AnswerAsync(ledger.Ask(), 1, "!", [])).Expect();
        var register = await ledger.Database.ReadAsync(async reader => (await QueryRegister.OfAsync(reader, "LAKE", new DateSpan(March(1), March(31)))).Expect());
        Assert.That(register.States.Select(state => (state.Key, state.Count)), Is.EqualTo(new[] { ("open", 1L), ("answered", 1L), ("closed", 0L) }));
        Assert.That(register.Queries.Select(query => (query.Number, query.IsLate, query.Answer)), Is.EqualTo(new[] { (1L, false, (string?)"!"), (2L, true, null) }));
    });

    private static QueryWanted About(EntryId entry) => new(QueryAbout.Entry, $"{entry}", "为什么？", Due);

    private static Task<AuditQuery> FindAsync(TestLedger ledger, long query) => ledger.Database.ReadAsync(async reader => (await AuditQueries.FindAsync(reader, await Books.LoadAsync(reader), query))!);
}
