using FundLedger.Charts;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Periods;

/// <summary>From the 2004 chart to that of 2026: both trial balances side by side, the mapping to be edited, and the change itself.</summary>
[Needs(Permission.ManageFunds)]
public sealed class ChartModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Periods;
    public override Bilingual Title => new("科目转换", "Another chart of accounts");

    public string Entity { get; private set; } = "";
    public DateOnly On { get; private set; }
    public string Mapping { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string Key { get; private set; } = "";
    public ConversionPreview? Preview { get; private set; }

    /// <summary>The last change, where it stands; null when there is none to take back.</summary>
    public ChartConversion? Made { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? entity, string? on)
    {
        if (!IsRead(entity, on)) return NotFound();
        (Key, Mapping) = (FormKey.New(), ChartPlan.Written(Chart.From2004To2026()));
        return await LoadAsync(Chart.From2004To2026()) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string? entity, string? on, string? mapping, string? reason, string? step, string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!IsRead(entity, on)) return NotFound();
        (Key, Mapping, Reason) = (key, mapping ?? "", reason ?? "");
        if (step == "undo") return await UndoAsync();
        using var text = new StringReader(Mapping);
        if (!ChartPlan.ReadMapping(text).IsDone(out var read, out var refusal)) return await RefusedAsync(refusal);
        if (step != "convert") return await LoadAsync(read) ? Page() : NotFound();
        var outcome = await new ConvertChart(Database).RunAsync(AskedAs(key), new NewConversion(Entity, Chart.Npo2026, On, read), HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out refusal)) return await RefusedAsync(refusal, read);
        new Notice(new($"已改用新科目表：{done.AccountCount} 个科目转换。", $"The new chart is in use: {done.AccountCount} account(s) became others."), ((Outcome<ChartConverted>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return Redirect($"/periods/chart?entity={Uri.EscapeDataString(Entity)}&on={On.ToIso()}");
    }

    private async Task<IActionResult> UndoAsync()
    {
        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(Key), UndoConversion.Kind, new ConversionUndoing(Entity, Reason), stop: HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out var refusal)) return await RefusedAsync(refusal);
        new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect($"/approvals/{done.Proposal}");
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, IReadOnlyDictionary<string, string>? mapping = null)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await LoadAsync(mapping) ? Page() : NotFound();
    }

    private bool IsRead(string? entity, string? on)
    {
        if (entity is null || !May(Permission.ManageFunds, new Target(entity))) return false;
        (Entity, On) = (entity, DateOnly.TryParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : new DateOnly(Today.Year, 1, 1));
        return true;
    }

    /// <param name="mapping">Null where it could not be read: then there is nothing to show.</param>
    private async Task<bool> LoadAsync(IReadOnlyDictionary<string, string>? mapping)
    {
        var isFound = false;
        await ReadAsync(async (reader, books) =>
        {
            if (!books.EntityOrOnly(Entity).IsDone(out var owner, out _)) return;
            isFound = true;
            Made = (await Conversions.ListAsync(reader, books)).LastOrDefault(one => one.Entity.Id == owner.Id) is { IsUndone: false } last ? last : null;
            if (mapping is not null && owner.Chart != Chart.Npo2026.Code) Preview = await Conversions.PreviewAsync(reader, books, owner, Chart.Npo2026, On, mapping, Today);
        });
        return isFound;
    }
}
