using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Auditing;

/// <summary>One sample: how it was drawn, its items, what each was found to be, and what that says of the population.</summary>
[Needs(Permission.Audit)]
public sealed class SampleModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    private const int ItemsOnAPage = 100;

    public override Part Where => Part.Audit;
    public override Bilingual Title => new($"审计样本 {Of?.Id}", $"Audit sample {Of?.Id}");

    public Sample Of { get; private set; } = null!;
    public IReadOnlyList<SampleItem> Items { get; private set; } = [];
    public Projection Projection { get; private set; } = null!;

    /// <summary>The item whose result is to be recorded; null where none is chosen.</summary>
    public SampleItem? Chosen { get; private set; }

    /// <summary>Every version of its results.</summary>
    public IReadOnlyList<ItemResult> Results { get; private set; } = [];

    /// <summary>From 0.</summary>
    public int PageNumber { get; private set; }

    public int PageCount => Math.Max(1, (Items.Count + ItemsOnAPage - 1) / ItemsOnAPage);
    public IEnumerable<SampleItem> OnThisPage => Items.Skip(PageNumber * ItemsOnAPage).Take(ItemsOnAPage);
    public IReadOnlyList<(string Value, string Name)> Choices => [.. Enum.GetValues<TestResult>().Select(result => (result.ToString(), In(result.Name())))];
    internal WhoIs Names { get; private set; } = null!;

    [FromQuery(Name = "item")]
    public int Item { get; set; }

    [FromQuery(Name = "part")]
    public int Asked { get; set; }

    public async Task<IActionResult> OnGetAsync(long number) => await LoadAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(number) || Chosen is not { } chosen) return NotFound();
        if (!Enum.TryParse<TestResult>(Posted("result"), out var result)) return Refused(Refusal.Of("result", "result", "请选择结果。", "Choose what was found."));
        Money? audited = null;
        if (Posted("audited") is { Length: > 0 } typed)
        {
            if (!TypedAmount.Read(typed, Of.Currency, "audited").IsDone(out var amount, out var refusal)) return Refused(refusal);
            audited = amount;
        }

        return Answer(await new RecordTestResult(Noting).RunAsync(AskedAs(key!), number, chosen.No, new TestFound(result, audited, Posted("note")), HttpContext.RequestAborted),
            done => new($"第 {done.Item} 项的结果已记录，第 {done.Version} 版。", $"The result of item {done.Item} is recorded, version {done.Version}."), _ => $"/audit/samples/{number}?part={PageNumber + 1}");
    }

    private async Task<bool> LoadAsync(long number)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await Samples.FindAsync(reader, books, number) is not { } found || !May(Permission.Audit, found.Target)) return;
            Of = found;
            Items = await Samples.ItemsAsync(reader, books, found);
            Projection = Projection.Of(found, Items);
            PageNumber = Math.Clamp(Asked - 1, 0, PageCount - 1);
            Chosen = Items.FirstOrDefault(item => item.No == Item);
            if (Chosen is not null) Results = [.. (await Samples.ResultsAsync(reader, found))[Chosen.No]];
            Names = await WhoIs.LoadAsync(reader);
        });
        return Of is not null;
    }
}
