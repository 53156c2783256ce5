using FundLedger.Donors;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Donors;

/// <summary>Donors that may have been entered twice, to be merged by somebody who knows them.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class DuplicatesModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int GroupsShown = 100;

    public override Part Where => Part.Donors;
    public override Bilingual Title => new("可能重复的捐赠人", "Donors that may be the same");

    /// <summary>What is written needs more than what is read.</summary>
    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.RecordMoney] : base.ActsAskedFor;

    public IReadOnlyList<PossibleDuplicate> Groups { get; private set; } = [];
    public Refusal? Refusal { get; private set; }
    public string Key { get; private set; } = FormKey.New();
    public string Donor { get; private set; } = "";
    public string Into { get; private set; } = "";

    public bool MayMerge => MayEverywhere(Permission.RecordMoney);

    public Task OnGetAsync(string? donor, string? into)
    {
        (Donor, Into) = (donor ?? "", into ?? "");
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key, [FromForm] string? donor, [FromForm] string? into)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!MayMerge) return NotFound();
        (Key, Donor, Into) = (key, donor ?? "", into ?? "");
        var outcome = step switch { "merge" => await MergeAsync(), "part" => await PartAsync(), _ => null };
        if (outcome is null) return BadRequest();
        if (outcome.IsDone(out var done, out var refusal))
        {
            new Notice(done.Says, ((Outcome<Record.Recorded>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return LocalRedirect(done.Path);
        }

        Refusal = refusal;
        await LoadAsync();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<Outcome<Record.Recorded>> MergeAsync()
    {
        if (!TryNumber(Donor, out var donor)) return NotANumber("donor");
        if (!TryNumber(Into, out var into)) return NotANumber("into");
        return await new MergeDonors(Noting).RunAsync(AskedAs(Key), new DonorMerge(donor, into), HttpContext.RequestAborted).Then(done => new Record.Recorded(
            new($"第 {done.Donor} 号捐赠人已并入第 {done.Into} 号。", $"Donor no. {done.Donor} is merged into no. {done.Into}."), $"/donors/{done.Into}"));
    }

    private async Task<Outcome<Record.Recorded>> PartAsync()
    {
        if (!TryNumber(Donor, out var donor)) return NotANumber("donor");
        return await new PartDonors(Noting).RunAsync(AskedAs(Key), donor, HttpContext.RequestAborted).Then(done => new Record.Recorded(
            new($"第 {done.Donor} 号捐赠人不再并入第 {done.From} 号。", $"Donor no. {done.Donor} is no longer merged into no. {done.From}."), $"/donors/{done.Donor}"));
    }

    private static bool TryNumber(string text, out long number) => long.TryParse(text.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);

    private static Refusal NotANumber(string field) => Refusal.Of("donor-number", field, "请写捐赠人的编号，如 12。", "Write the number of a donor, such as 12.");

    private Task LoadAsync() => ReadAsync(async (reader, _) => Groups = await DonorDuplicates.FindAsync(reader, GroupsShown));
}
