using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.GiftPledges;

/// <summary>Every pledge, and first of all the instalments that are overdue or about to fall due.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Donors;
    public override Bilingual Title => new("认捐", "Pledges");

    public IReadOnlyList<Pledge> All { get; private set; } = [];

    /// <summary>Unpaid and due within a week, or past; the oldest first.</summary>
    public IReadOnlyList<(Pledge Pledge, Instalment Instalment)> Waiting { get; private set; } = [];

    /// <summary>When it comes, in a few words.</summary>
    internal static Bilingual Terms(Pledge pledge) => (pledge.Count, pledge.EveryMonths) switch
    {
        (null, var months) => new($"每 {months} 个月，长期", $"every {months} month(s), until ended"),
        (1, _) => new("一次", "at once"),
        (var count, var months) => new($"{count} 期，每 {months} 个月", $"{count} instalments, every {months} month(s)"),
    };

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        All = await Pledges.ListAsync(reader, books);
        Waiting = [.. All.Where(pledge => pledge.EndedOn is null)
            .SelectMany(pledge => pledge.Schedule(Today).Where(one => one.Left.IsPositive && one.DueOn <= Today.AddDays(PledgeReminderDays.Default.Before)).Select(one => (pledge, one)))
            .OrderBy(waiting => waiting.one.DueOn)];
    });
}
