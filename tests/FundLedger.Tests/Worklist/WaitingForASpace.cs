using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Tests.Spaces;
using FundLedger.Worklist;
using static FundLedger.Tests.Spaces.SpaceScenes;

namespace FundLedger.Tests.Worklist;

/// <summary>What a space did not report, and what waits to be decided: told to the operator's people and to the fund's.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class WaitingForASpace(TestDatabase database)
{
    [Test]
    public Task A_result_passes_from_the_operator_to_the_manager_and_back() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var (manager, editor) = (await people.AddAsync("manager", PersonRole.FundManager), await people.AddAsync("editor", PersonRole.OrganisationEditor, Scope.OfOrganisation("CARE")));
        var stranger = await people.AddAsync("stranger", PersonRole.OrganisationOwner, Scope.OfOrganisation("HAND"));
        async Task<string> SeenAsync(string person) => string.Join(' ', (await ledger.Database.ReadAsync(async reader =>
            await WorkQueue.OfAsync(reader, await Books.LoadAsync(reader), person, await Grants.OfAsync(reader, person), Moments.ToMicroseconds(ledger.Clock.GetUtcNow())))).Select(item => $"{item.Kind}:{item.Subject}:{item.Why!.Value.En[..7]}"));

        foreach (var month in new[] { 6, 7, 8, 9, 10, 11, 12 }) await ledger.DecideAsync(await ledger.ReportAsync(Month("S1", 2025, month, Content(100, 10))));
        Assert.That(await SeenAsync(manager), Is.EqualTo("ResultMissing:S1:2026-01"), "February is over and not yet late on 15 March");
        Assert.That(await SeenAsync(editor), Is.EqualTo("ResultToReport:S1:2026-01 ResultToReport:S1:2026-02"));

        var january = await ledger.ReportAsync(Month("S1", 2026, 1, Content(100, 10)) with { By = "CARE" });
        await ledger.DecideAsync(await ledger.ReportAsync(Month("S1", 2026, 2, Content(100, 10))));
        Assert.That((await SeenAsync(manager), await SeenAsync(editor)), Is.EqualTo(("ResultToDecide:S1:2026-01", "")));
        await ledger.DecideAsync(january, ResultDecision.Returned, "请附水费单");
        Assert.That((await SeenAsync(manager), await SeenAsync(editor)), Is.EqualTo(("", "ResultToMend:S1:2026-01")));
        await ledger.DecideAsync(await ledger.ReportAsync(Month("S1", 2026, 1, Content(90, 10), "附水费单")));
        Assert.That((await SeenAsync(manager), await SeenAsync(editor), await SeenAsync(stranger)), Is.EqualTo(("", "", "")));
    });
}
