using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Needs;
using FundLedger.Programmes;
using FundLedger.Reporting;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Public;

/// <summary>One fund, open to everybody: its money by kind of source, what it does, and what was published of it.</summary>
[AnyoneMay]
public sealed class FundModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicFunds;
    public override Bilingual Title => new("基金公示", "A fund, open to all");

    public PublicFund Of { get; private set; } = null!;
    public Entity Entity { get; private set; } = null!;

    /// <summary>Null at the top of the tree, and where it is not shown.</summary>
    public Fund? Parent { get; private set; }

    public IReadOnlyList<Fund> Below { get; private set; } = [];
    public IReadOnlyList<PublicProject> Projects { get; private set; } = [];
    public IReadOnlyList<GrantProgramme> Programmes { get; private set; } = [];
    public IReadOnlyList<ProgrammeSummary> Matching { get; private set; } = [];
    public IReadOnlyList<Space> Spaces { get; private set; } = [];
    public IReadOnlyList<Need> Needs { get; private set; } = [];
    public IReadOnlyList<DisclosureWork> Published { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code)
    {
        await ReadPublicAsync(async (reader, books) =>
        {
            if (books.FindFund(code) is not { } fund || !Funds.Shows(fund)) return;
            Of = (await PublicMoney.ListAsync(reader, books, Funds)).Single(one => one.Fund.Id == fund.Id);
            (Entity, Parent) = (books.Entity(fund.EntityId), fund.ParentId is { } parent && Funds.Shows(books.Fund(parent)) ? books.Fund(parent) : null);
            Below = [.. books.Funds.Where(below => below.ParentId == fund.Id && Funds.Shows(below))];
            Projects = [.. (await PublicProjects.ListAsync(reader, books, Funds, Today)).Where(project => project.Award.Fund.Id == fund.Id)];
            Programmes = [.. (await GrantReading.ProgrammesAsync(reader, books)).Where(programme => programme.Fund.Id == fund.Id)];
            Matching = [.. (await MatchingReading.ListAsync(reader, Today)).Where(programme => programme.PotFund.Id == fund.Id)];
            Spaces = [.. (await SpaceReading.ListAsync(reader, books)).Where(space => space.Fund.Id == fund.Id && space.ClosedOn is null)];
            Needs = [.. (await NeedReading.NeedsAsync(reader, books)).Where(need => need.Fund.Id == fund.Id && need.ClosedOn is null)];
            Published = [.. (await DisclosureReading.PublishedAsync(reader, books)).Where(work => work.Item.Fund?.Id == fund.Id || work.Item.Fund is null && work.Item.Entity.Id == fund.EntityId)];
        });
        return Of is null ? NotFound() : Page();
    }
}
