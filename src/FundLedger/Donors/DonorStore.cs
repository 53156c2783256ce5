using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Donors;

public enum DonorKind
{
    Person,
    Organisation,

    /// <summary>Gave without a name.</summary>
    Unnamed,
}

/// <summary>Who gives.</summary>
/// <param name="Name">As given, trimmed; empty for one who gave no name.</param>
/// <param name="IsAnonymous">Anonymous to the public, because they asked.</param>
public sealed record DonorName(string Name, DonorKind Kind, bool IsAnonymous = false)
{
    public static readonly DonorName Unnamed = new("", DonorKind.Unnamed, IsAnonymous: true);

    /// <summary>A name as people write it: blanks at the ends do not count, and an organisation is known by its words.</summary>
    public static DonorName Of(string? name, bool isAnonymous = false)
    {
        var trimmed = (name ?? "").ToNfc().Trim();
        return trimmed.Length == 0 ? Unnamed : new DonorName(trimmed, DonorKinds.Of(trimmed), isAnonymous);
    }
}

/// <summary>Donors by name. A name is kept once; erasing it leaves the donor's gifts and the hashes of their entries whole.</summary>
internal static class DonorStore
{
    private static readonly SqlFile FindId = new("donors/find_donor_id");
    private static readonly SqlFile Insert = new("donors/insert_donor");
    private static readonly SqlFile LookUp = new("donors/look_up_donors");
    private static readonly SqlFile InsertMany = new("donors/insert_donors");
    private static readonly SqlFile MakeAnonymous = new("donors/make_anonymous");

    /// <summary>What a donor is found again by.</summary>
    internal static byte[] KeyOf(LedgerTransaction tx, DonorName donor) => KeyOf(tx.Ledger.Secret, donor.Name);

    internal static byte[] KeyOf(byte[] secret, string name) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(("donor:" + name).ToNfc()));

    /// <summary>The donor of this name, made when new. Those who gave no name share one row.</summary>
    internal static async Task<long> FindOrInsertAsync(LedgerTransaction tx, DonorName donor)
    {
        var key = KeyOf(tx, donor);
        if (await tx.Prepared(FindId).ScalarAsync([key]) is long known)
        {
            // Once asked for, anonymity covers every gift of this donor.
            if (donor.IsAnonymous) await tx.ExecuteAsync(MakeAnonymous, new { donor_id = known });
            return known;
        }

        return (long)(await tx.Prepared(Insert).ScalarAsync([StoredKind(donor.Kind), donor.Name, key, donor.IsAnonymous ? 1L : 0L]))!;
    }

    /// <summary>Each name once, anonymous where it is so for one of its gifts.</summary>
    internal static IReadOnlyList<DonorName> EachOnce(IEnumerable<DonorName> donors) =>
        [.. donors.GroupBy(donor => donor.Name, StringComparer.Ordinal).Select(same => same.First() with { IsAnonymous = same.Any(donor => donor.IsAnonymous) })];

    /// <summary>The same for many names at once.</summary>
    /// <param name="donors">Each name once.</param>
    /// <returns>The donors' numbers by name.</returns>
    internal static async Task<Dictionary<string, long>> FindOrInsertManyAsync(LedgerTransaction tx, IReadOnlyList<DonorName> donors)
    {
        var keys = donors.Select(donor => new SqlValue[] { KeyOf(tx, donor) }).ToList();
        var numbers = await tx.LookUpAsync(LookUp, keys);
        var added = Enumerable.Range(0, numbers.Length).Where(i => numbers[i] is null).ToList();
        for (var i = 0; i < numbers.Length; i++)
            if (numbers[i] is { } known && donors[i].IsAnonymous) await tx.ExecuteAsync(MakeAnonymous, new { donor_id = known });

        var rows = new RowWriter(tx, InsertMany);
        foreach (var i in added) await rows.AddAsync(StoredKind(donors[i].Kind), donors[i].Name, keys[i][0], donors[i].IsAnonymous ? 1L : 0L);
        await rows.FlushAsync();
        var given = await tx.LookUpAsync(LookUp, [.. added.Select(i => keys[i])]);
        for (var i = 0; i < given.Length; i++) numbers[added[i]] = given[i];
        return donors.Zip(numbers).ToDictionary(pair => pair.First.Name, pair => pair.Second!.Value, StringComparer.Ordinal);
    }

    private static string StoredKind(DonorKind kind) => kind switch
    {
        DonorKind.Person => "person",
        DonorKind.Organisation => "organisation",
        _ => "unnamed",
    };
}
