using FundLedger.People.Trail;

namespace FundLedger.Donors;

/// <param name="Donor">Who is another from now on.</param>
/// <param name="Into">The one whose number stands.</param>
public sealed record DonorMerge(long Donor, long Into);

/// <param name="Into">The donor that the gifts are read under: where the named one was itself merged, that one.</param>
public sealed record DonorsMerged(long Donor, long Into);

public sealed record DonorsParted(long Donor, long From);

/// <summary>Says that two donors are one: lists, histories and yearly summaries follow. Gifts, entries, receipts and hashes stay as they are.</summary>
public sealed class MergeDonors(Database database)
{
    private static readonly SqlFile MakeAnonymous = new("donors/make_anonymous");

    public Task<Outcome<DonorsMerged>> RunAsync(Asked asked, DonorMerge merge, CancellationToken stop = default) => database.WriteAsync<DonorsMerged>(
        asked.For("merge-donors", OperationField.Of("donor", merge.Donor), OperationField.Of("into", merge.Into)),
        async tx =>
        {
            await DonorMerges.HoldAsync(tx, merge.Donor, merge.Into);
            if (!(await DonorMerges.FindAsync(tx, merge.Donor, "donor")).IsDone(out var donor, out var refusal)) return refusal;
            if (!(await DonorMerges.FindAsync(tx, merge.Into, "into")).IsDone(out var into, out refusal)) return refusal;
            if (donor.IntoId is { } already)
                return Refusal.Of("donor-merged", "donor", $"第 {merge.Donor} 号捐赠人已并入第 {already} 号。请先取消合并。", $"Donor no. {merge.Donor} is merged into no. {already}. Undo that first.");
            if (into.IntoId is { } root)
            {
                await DonorMerges.HoldAsync(tx, root, root);
                if (!(await DonorMerges.FindAsync(tx, root, "into")).IsDone(out into, out refusal)) return refusal;
            }

            if (into.DonorId == merge.Donor) return Refusal.Of("donor-same", "into", "不能把捐赠人并入自己。", "A donor is not merged into themselves.");
            await DonorMerges.HoldMatchingAsync(tx);

            // Whoever was merged into this one goes along, so that everybody is one step from whom they count for.
            foreach (var member in await DonorMerges.MembersAsync(tx, merge.Donor))
            {
                await DonorMerges.UndoAsync(tx, member);
                await DonorMerges.AddAsync(tx, member, into.DonorId);
            }

            await DonorMerges.AddAsync(tx, merge.Donor, into.DonorId);
            // Once asked for, anonymity covers every gift that is read under this donor.
            if (donor.IsAnonymous == 1) await tx.ExecuteAsync(MakeAnonymous, new { donor_id = into.DonorId });
            await AuditTrail.AddAsync(tx, AuditNote.Done("merge-donors", "donor", merge.Donor, $"{into.DonorId}"));
            return new DonorsMerged(merge.Donor, into.DonorId);
        }, stop);
}

/// <summary>Takes a merge back: the donor's gifts are read under their own number again.</summary>
public sealed class PartDonors(Database database)
{
    public Task<Outcome<DonorsParted>> RunAsync(Asked asked, long donor, CancellationToken stop = default) => database.WriteAsync<DonorsParted>(
        asked.For("part-donors", OperationField.Of("donor", donor)),
        async tx =>
        {
            await DonorMerges.HoldAsync(tx, donor, donor);
            if (!(await DonorMerges.FindAsync(tx, donor, "donor")).IsDone(out var found, out var refusal)) return refusal;
            if (found.IntoId is not { } from) return Refusal.Of("donor-not-merged", "donor", $"第 {donor} 号捐赠人没有并入别人。", $"Donor no. {donor} is merged into nobody.");
            await DonorMerges.HoldMatchingAsync(tx);
            await DonorMerges.UndoAsync(tx, donor);
            await AuditTrail.AddAsync(tx, AuditNote.Done("part-donors", "donor", donor, $"{from}"));
            return new DonorsParted(donor, from);
        }, stop);
}

/// <summary>Which donors count for which.</summary>
public static class DonorMerges
{
    private static readonly SqlFile Lock = new("donors/lock_donors");
    private static readonly SqlFile LockProgrammes = new("donors/lock_programmes");
    private static readonly SqlFile Find = new("donors/find_donor_to_merge");
    private static readonly SqlFile ListMerged = new("donors/list_merged");
    private static readonly SqlFile Insert = new("donors/insert_merge");
    private static readonly SqlFile Undo = new("donors/undo_merge");

    /// <summary>The donor this one counts for; null for one that counts for itself.</summary>
    public static async Task<long?> IntoAsync(LedgerReader reader, long donor) => (await reader.FindAsync<Row>(Find, new { donor_id = donor }))?.IntoId;

    /// <summary>Those that count for this one, by number.</summary>
    public static Task<IReadOnlyList<long>> MembersAsync(LedgerReader reader, long into) => reader.QueryAsync<long>(ListMerged, new { into_id = into });

    internal static Task HoldAsync(LedgerTransaction tx, long donor, long into) => tx.ExecuteAsync(Lock, new { donor_id = donor, into_id = into });

    /// <summary>Waits for gifts that are being matched, and lets the next ones wait.</summary>
    internal static Task HoldMatchingAsync(LedgerTransaction tx) => tx.ExecuteAsync(LockProgrammes);

    internal static Task AddAsync(LedgerTransaction tx, long donor, long into) => tx.ExecuteAsync(Insert, new { donor_id = donor, into_id = into, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });

    internal static Task UndoAsync(LedgerTransaction tx, long donor) => tx.ExecuteAsync(Undo, new { undone_by = tx.Operation.Actor, undone_at = tx.RecordedAt, donor_id = donor });

    internal static async Task<Outcome<Row>> FindAsync(LedgerTransaction tx, long donor, string field)
    {
        if (await tx.FindAsync<Row>(Find, new { donor_id = donor }) is not { } found) return Refusal.Of("donor-unknown", field, $"没有第 {donor} 号捐赠人。", $"There is no donor no. {donor}.");
        return found.Kind == "unnamed" || found.Name is null
            ? Refusal.Of("donor-nameless", field, $"第 {donor} 号没有姓名（未留名或已擦除），无从判断是不是同一人。", $"Donor no. {donor} has no name (none was left, or it was erased): nobody can tell whether they are the same.") : found;
    }

    internal sealed record Row
    {
        public long DonorId { get; init; }
        public string Kind { get; init; } = "";
        public string? Name { get; init; }
        public long IsAnonymous { get; init; }
        public long? IntoId { get; init; }
    }
}
