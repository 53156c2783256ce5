using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.Jobs;
using FundLedger.Web.SigningIn;
using Hangfire;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Verification;

/// <summary>When the books were verified and what was found; and a button to do it now.</summary>
[Needs(Permission.Verify, Everywhere = true)]
public sealed class VerificationModel(Database database, TimeProvider clock, IBackgroundJobClient jobs) : LedgerPage(database, clock)
{
    private const int RunsShown = 60;

    public override Part Where => Part.Verification;
    public override Bilingual Title => new("核验", "Verification");

    public IReadOnlyList<VerificationRun> Runs { get; private set; } = [];
    public VerificationState State { get; private set; } = new(null, null);
    public VerificationShown Told { get; private set; } = null!;
    public long Sealed { get; private set; }
    public SignedCheckpoint? LastCheckpoint { get; private set; }
    public Bilingual? WhyNotSigned => Keeper.WhyNotSigned?.Message;
    public Bilingual? WhyNotFiled => Keeper.WhyNotFiled;
    public string Key { get; private set; } = FormKey.New();

    /// <summary>How everything is, for those who keep the program running; empty for others.</summary>
    internal IReadOnlyList<HealthCheck> Health { get; private set; } = [];

    private CheckpointKeeper Keeper => HttpContext.RequestServices.GetRequiredService<CheckpointKeeper>();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (HealthSite.IsKeeper(HttpContext, HttpContext.RequestServices.GetRequiredService<TimeProvider>())) Health = await HttpContext.RequestServices.GetRequiredService<HealthWatch>().AllAsync(HttpContext.RequestAborted);
    }

    private Task LoadAsync() => ReadAsync(async (reader, _) =>
    {
        Runs = await VerificationRuns.ListAsync(reader, RunsShown);
        State = await VerificationRuns.StateAsync(reader);
        Sealed = await SealReading.SizeAsync(reader);
        LastCheckpoint = (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault();
        Told = new VerificationShown(State, Now, Language);
    });

    public async Task<IActionResult> OnPostAsync(string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        var outcome = await new VerifyBooks(Database).StartAsync(AskedAs(key), HttpContext.RequestAborted);
        if (outcome is Outcome<VerificationStarted>.Done { WasDoneBefore: false } started)
            jobs.Enqueue<VerifyBooksJob>(job => job.FinishAsync(started.Value.Run, CancellationToken.None));
        new Notice(outcome.IsDone(out var run, out var refusal) ? new($"已开始第 {run.Run} 次核验。", $"Verification no. {run.Run} was started.") : refusal.Message, WasDoneBefore: false).PutInto(TempData);
        return Redirect("/verification");
    }
}
