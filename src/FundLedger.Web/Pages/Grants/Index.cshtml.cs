using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Grants;

/// <summary>Grant programmes and their rounds.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Grants;
    public override Bilingual Title => new("资助计划", "Grants");

    public IReadOnlyList<GrantProgramme> Programmes { get; private set; } = [];
    public IReadOnlyList<GrantRound> Rounds { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        Programmes = [.. (await GrantReading.ProgrammesAsync(reader, books)).Where(programme => May(Permission.ReadLedger, programme.Target))];
        Rounds = [.. (await GrantReading.RoundsAsync(reader, books)).Where(round => May(Permission.ReadLedger, round.Programme.Target)).Reverse()];
    });
}
