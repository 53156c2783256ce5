using FundLedger.People.Trail;

namespace FundLedger.People.Retention;

/// <param name="Proposals">How many lost what they would have done.</param>
/// <param name="Devices">How many sessions and tokens lost the name of their device or use.</param>
public sealed record Forgotten(int Proposals, int Devices);

/// <summary>Erases what is kept no longer than it is needed: what proposals that came to nothing would have done, and what ended sessions and tokens were called.</summary>
/// <remarks>
/// A proposal that was carried out is the document behind an entry and stays with the books. Of what is erased the commitments and hashes stand, so the
/// books verify as before. Run it as often as you like.
/// </remarks>
public sealed class ForgetWhatIsOver(Database database)
{
    /// <summary>After a proposal was rejected, withdrawn, void or over.</summary>
    public static readonly TimeSpan ProposalsKept = TimeSpan.FromDays(180);

    /// <summary>After a session or token ended.</summary>
    public static readonly TimeSpan DevicesKept = TimeSpan.FromDays(90);

    private static readonly SqlFile ErasePayloads = new("people/erase_payloads");
    private static readonly SqlFile EraseLabels = new("people/erase_ended_labels");

    public Task<Outcome<Forgotten>> RunAsync(Asked asked, CancellationToken stop = default) => database.WriteAsync<Forgotten>(
        asked.For("forget") with { Erases = true },
        async tx =>
        {
            var done = new Forgotten(
                await tx.ExecuteAsync(ErasePayloads, new { before = Earlier(tx, ProposalsKept) }),
                await tx.ExecuteAsync(EraseLabels, new { before = Earlier(tx, DevicesKept) }));
            if (done != new Forgotten(0, 0)) await AuditTrail.AddAsync(tx, AuditNote.Done("forget", "", "", $"proposals {done.Proposals}, devices {done.Devices}"));
            return done;
        }, stop);

    private static long Earlier(LedgerTransaction tx, TimeSpan kept) => tx.RecordedAt - kept.Ticks / TimeSpan.TicksPerMicrosecond;
}
