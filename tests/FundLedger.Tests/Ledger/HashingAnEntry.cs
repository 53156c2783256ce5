using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Ledger;

namespace FundLedger.Tests.Ledger;

/// <summary>The hashes of earlier years must come out for ever: each is fixed here, and made a second time by another, simpler way.</summary>
public sealed class HashingAnEntry
{
    private static readonly HashedLine Bank = new(1, "1002", Layer.Actual, "LAKE", "donation", "", "CNY", 10_000);
    private static readonly HashedLine Income = new(2, "4101", Layer.Actual, "LAKE", "donation", "refund/7", "CNY", -10_000);
    private static readonly HashedLine Committed = new(1_000, "9101", Layer.Committed, "湖畔基金", "seed-府办〔2026〕3号", "award/é", "KWD", long.MinValue);

    private static readonly HashedEntry Plain = new(1, "MAIN", "donation", 20260131, 1_769_817_600_000_000, "", "", null, "clerk-7", "gift-1", 0, 0, null);
    private static readonly HashedEntry Full = new(
        long.MaxValue, "主体", "reversal", 20271231, 1_830_268_799_999_999, "appropriation", "府办〔2026〕3号", [.. Enumerable.Range(0, 32).Select(i => (byte)i)],
        "auditor", new string('k', 200), 41, 42, [.. Enumerable.Repeat((byte)0xAB, 32)]);

    [Test]
    public void Lines_hash_as_they_always_did()
    {
        Assert.That(Hex(Of(Bank)), Is.EqualTo("5de01991586bac9c2abd4f32938a8ee43cca878f0813975d20d1f5af668ad9e9"));
        Assert.That(Hex(Of(Income)), Is.EqualTo("6c7e4e01cda6f55638916faee3ad3247109fe2253097d32ada5ee72a668fee88"));
        Assert.That(Hex(Of(Committed)), Is.EqualTo("460b979b0e8207a127673835e4bd6c081112a67807ff4a2030509ea20234d113"));
    }

    [Test]
    public void Entries_hash_as_they_always_did()
    {
        Assert.That(Hex(Of(Plain, [Bank, Income])), Is.EqualTo("4e0016e8b4c0bca96868b2a993841dfd8fa5839741f069933cd1523ed0bbd54b"));
        Assert.That(Hex(Of(Full, [Committed, Bank, Income])), Is.EqualTo("757c0cc050008093749bda8201efe4e4ffaff1c62010d3ebef8b2a2d4572c32f"));
    }

    [Test]
    public void A_commitment_is_of_the_salt_and_then_the_text_in_its_composed_form()
    {
        byte[] salt = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        Assert.That(Hex(EntryHash.Commitment(salt, "王小明\n为图书角")), Is.EqualTo("883dd5a42992959c3ddfca37391f79b8c021ac8d9c802377e2a0c73cb0be5775"));
        Assert.That(EntryHash.Commitment(salt, "Andre\u0301"), Is.EqualTo(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes("André")])));
    }

    [Test]
    public void Another_way_to_make_them_comes_to_the_same()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var line in new[] { Bank, Income, Committed, Committed with { Subject = new string('长', 3_000) }, Bank with { Subject = "e\u0301" } })
                Assert.That(Hex(Of(line)), Is.EqualTo(Hex(Independent.Of(line))));
            foreach (var entry in new[] { Plain, Full, Full with { DocumentId = new string('号', 5_000) } })
                Assert.That(Hex(Of(entry, [Bank, Income])), Is.EqualTo(Hex(Independent.Of(entry, [Bank, Income]))));
            Assert.That(Hex(Of(Plain, [.. Enumerable.Repeat(Bank, 1_000)])), Is.EqualTo(Hex(Independent.Of(Plain, [.. Enumerable.Repeat(Bank, 1_000)]))));
        }
    }

    [Test]
    public void Composed_and_decomposed_text_hash_alike_and_moved_field_borders_do_not()
    {
        Assert.That(Of(Bank with { Subject = "é" }), Is.EqualTo(Of(Bank with { Subject = "e\u0301" })));
        Assert.That(Of(Bank with { Fund = "LAKEd", Source = "onation" }), Is.Not.EqualTo(Of(Bank)));
        Assert.That(Of(Plain with { DocumentType = "a", DocumentId = "" }, [Bank]), Is.Not.EqualTo(Of(Plain with { DocumentType = "", DocumentId = "a" }, [Bank])));
        Assert.That(Of(Plain with { Reverses = 3 }, [Bank]), Is.Not.EqualTo(Of(Plain with { RelatesTo = 3 }, [Bank])));
        Assert.That(Of(Plain with { DocumentSha256 = new byte[32] }, [Bank]), Is.Not.EqualTo(Of(Plain with { TextCommitment = new byte[32] }, [Bank])));
    }

    private static byte[] Of(HashedLine line)
    {
        var hash = new byte[32];
        EntryHash.OfLine(line, hash);
        return hash;
    }

    private static byte[] Of(HashedEntry entry, HashedLine[] lines)
    {
        var hash = new byte[32];
        EntryHash.OfEntry(entry, lines.SelectMany(Of).ToArray(), hash);
        return hash;
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    /// <summary>The form as design and comments describe it, written from those words and nothing else.</summary>
    private static class Independent
    {
        internal static byte[] Of(HashedLine line) => Hash(
            [1, (byte)'L'], Int(line.LineNo), Text(line.Account), [(byte)line.Layer], Text(line.Fund), Text(line.Source), Text(line.Subject), Text(line.Currency), Long(line.AmountMinor));

        internal static byte[] Of(HashedEntry entry, HashedLine[] lines) => Hash(
            [1, (byte)'E'], Long(entry.EntryId), Text(entry.Entity), Text(entry.Kind), Int(entry.OccurredOn), Long(entry.RecordedAt), Text(entry.DocumentType), Text(entry.DocumentId),
            Bytes(entry.DocumentSha256 ?? []), Text(entry.Actor), Text(entry.OperationKey), Long(entry.Reverses), Long(entry.RelatesTo), Bytes(entry.TextCommitment ?? []),
            Int(lines.Length), [.. lines.SelectMany(Of)]);

        private static byte[] Hash(params byte[][] parts) => SHA256.HashData(parts.SelectMany(part => part).ToArray());

        private static byte[] Text(string text) => Bytes(Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC)));

        private static byte[] Bytes(byte[] bytes) => [.. Int(bytes.Length), .. bytes];

        private static byte[] Int(int value)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            return bytes;
        }

        private static byte[] Long(long value)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            return bytes;
        }
    }
}
