using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>The directory of social organisations: who is qualified, whose renewal is due, who is barred.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Organisations;
    public override Bilingual Title => new("机构目录", "Directory of organisations");

    public IReadOnlyList<(Organisation Organisation, Standing Standing)> All { get; private set; } = [];

    /// <summary>The one asked for; null for all.</summary>
    public OrganisationStatus? Only { get; private set; }

    public IEnumerable<(Organisation Organisation, Standing Standing)> Rows => All.Where(row => Only is null || row.Standing.Status == Only);

    public bool IsManager => MaySomewhere(Permission.RecordMoney);

    public Task OnGetAsync(string? status)
    {
        Only = Enum.TryParse<OrganisationStatus>(status, out var known) && Enum.IsDefined(known) ? known : null;
        return ReadAsync(async (reader, _) =>
        {
            var rules = await DirectoryRules.LoadAsync(reader);
            All = [.. (await Directory.AllFactsAsync(reader)).Select(facts => (facts.Organisation, Standing.On(facts, rules, Today)))];
        });
    }
}
