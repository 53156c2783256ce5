using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Vouchers;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Vouchers;

/// <summary>The columns that vouchers are exported in: read, changed, kept as a new version.</summary>
[Needs(Permission.ReadLedger)]
public sealed class LayoutsModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Periods;
    public override Bilingual Title => new("凭证导出格式", "Layouts of voucher exports");

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.ClosePeriod] : [Permission.ReadLedger];

    public IReadOnlyList<KnownLayout> Layouts { get; private set; } = [];

    /// <summary>The one that is looked at.</summary>
    public KnownLayout Chosen { get; private set; } = null!;

    public bool MaySet => MayEverywhere(Permission.ClosePeriod);

    internal WhoIs People { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? layout) => await LoadAsync(layout) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromForm] string? layout, [FromForm] string? key)
    {
        if (!Takes("set", key)) return BadRequest();
        if (!MaySet || !await LoadAsync(layout)) return NotFound();
        Key = key!;
        var outcome = await new SetVoucherLayout(Noting).RunAsync(AskedAs(Key), Posted("code"), Posted("content"), HttpContext.RequestAborted);
        return Answer(outcome, done => new($"导出格式 {done.Code} 第 {done.Version} 版已存入。", $"Layout {done.Code}, version {done.Version}, is kept."), done => $"/vouchers/layouts?layout={done.Code}");
    }

    private async Task<bool> LoadAsync(string? layout)
    {
        await ReadAsync(async (reader, _) => (Layouts, People) = (await VoucherLayouts.ListAsync(reader), await WhoIs.LoadAsync(reader)));
        if (Layouts.FirstOrDefault(known => layout is not { Length: > 0 } || known.Code == layout) is not { } found) return false;
        Chosen = found;
        return true;
    }
}
