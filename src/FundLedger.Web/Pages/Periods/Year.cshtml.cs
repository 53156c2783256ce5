using FundLedger.Ledger;
using FundLedger.Ledger.Years;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Periods;

/// <summary>A year of an entity's books: what closing it would post, or what it posted and what was released for which costs.</summary>
[Needs(Permission.ReadLedger)]
public sealed class YearModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    /// <summary>What takes longer goes on when the button is pressed again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private const int MostEntries = 60;

    public override Part Where => Part.Periods;
    public override Bilingual Title => new($"{Year} 年年结", $"The end of {Year}");

    public int Year { get; private set; }
    public string Entity { get; private set; } = "";
    public string Key { get; private set; } = "";

    /// <summary>What would be posted, or is still to be; null once it is closed.</summary>
    public YearPreview? Preview { get; private set; }

    /// <summary>What was posted; null before the first entry.</summary>
    public YearShown? Posted { get; private set; }

    public Refusal? Refusal { get; private set; }

    public bool MayClose => May(Permission.ClosePeriod, new Target(Entity));
    public bool IsClosed => Posted?.Of.Status == PeriodStatus.Closed;

    /// <summary>Entries shown on the page, of a long list the first.</summary>
    public IEnumerable<YearEndEntry> Entries => (IsClosed ? Posted!.Entries : Preview?.Entries ?? []).Take(MostEntries);

    public int EntryCount => IsClosed ? Posted!.Entries.Count : Preview?.Entries.Count ?? 0;

    public async Task<IActionResult> OnGetAsync(string? entity, int? year)
    {
        if (!IsRead(entity, year)) return NotFound();
        Key = FormKey.New();
        return await LoadAsync() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string? entity, int? year, string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!IsRead(entity, year) || !MayClose) return NotFound();
        Key = key;
        var told = new Told();
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted);
        soon.CancelAfter(LongestWait);
        try
        {
            if ((await new CloseYear(Database).RunAsync(AskedAs(key), Year, Entity, told, soon.Token)).IsDone(out var closed, out var refusal))
                new Notice(new($"{closed.Year} 年已年结：结转分录 {closed.EntryCount} 笔。", $"{closed.Year} is closed: {closed.EntryCount} closing entries."), WasDoneBefore: false).PutInto(TempData);
            else Refusal = refusal;
        }
        catch (OperationCanceledException) when (!HttpContext.RequestAborted.IsCancellationRequested)
        {
            new Notice(new($"已记入 {told.Last.Done} 笔，还有 {told.Last.Left} 笔。请继续。", $"{told.Last.Done} entries are posted, {told.Last.Left} are left. Go on."), WasDoneBefore: false).PutInto(TempData);
        }

        if (Refusal is null) return Redirect($"/periods/year?entity={Uri.EscapeDataString(Entity)}&year={Year}");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await LoadAsync() ? Page() : NotFound();
    }

    private bool IsRead(string? entity, int? year)
    {
        if (entity is null || year is not (>= 1900 and <= 8999) || !May(Permission.ReadLedger, new Target(entity))) return false;
        (Entity, Year) = (entity, year.Value);
        return true;
    }

    private async Task<bool> LoadAsync()
    {
        var isFound = false;
        await ReadAsync(async (reader, books) =>
        {
            if (!books.EntityOrOnly(Entity).IsDone(out var owner, out _)) return;
            isFound = true;
            if (await YearEnds.FindAsync(reader, books, owner, Year) is { } closed) Posted = await YearShown.OfAsync(reader, books, closed);
            if (!IsClosed) Preview = await YearPreview.OfAsync(reader, books, owner, Year, Today);
        });
        return isFound;
    }

    private sealed class Told : IProgress<YearProgress>
    {
        internal YearProgress Last { get; private set; } = new(0, 0);

        public void Report(YearProgress value) => Last = value;
    }
}
