using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Matching;

/// <summary>Every matching programme with what became of its pot.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Matching;
    public override Bilingual Title => new("配比", "Matching");

    public IReadOnlyList<ProgrammeSummary> Programmes { get; private set; } = [];
    public bool MayPropose => MaySomewhere(Permission.Propose);

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
        Programmes = [.. (await MatchingReading.ListAsync(reader, Today)).Where(programme => May(Permission.ReadLedger, books.TargetOf(programme.PotFund)))
            .OrderBy(programme => programme.Status).ThenByDescending(programme => programme.First)]);
}
