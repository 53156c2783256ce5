using System.Security.Cryptography;
using System.Text;

namespace FundLedger.Seals;

/// <summary>Hashes again what people certified, handed in or signed, and compares it with the SHA-256 that was kept with it.</summary>
internal sealed class KeptTextsCheck(LedgerReader reader, Findings findings)
{
    private static readonly SqlFile List = new("seals/list_kept_texts");

    internal void Run()
    {
        foreach (var row in reader.Stream<TextRow>(List))
        {
            if (SHA256.HashData(Encoding.UTF8.GetBytes(row.Text.ToNfc())).AsSpan().SequenceEqual(row.Sha256)) continue;
            if (SHA256.HashData(Encoding.UTF8.GetBytes(row.Text)).AsSpan().SequenceEqual(row.Sha256)) continue; // most are hashed as they were written
            var what = NameOf(row.What);
            findings.Add("kept-text", null, $"{what.Zh}（{row.Name}）的内容与签署或提交时留存的哈希不符。", $"{what.En} {row.Name} is not what was signed or handed in: its text does not fit the hash kept with it.");
        }
    }

    private static Bilingual NameOf(string what) => what switch
    {
        "grant-terms" => new("项目条款", "The terms of programme"),
        "application" => new("申请", "Application"),
        "review" => new("评审意见", "Review"),
        _ => new("协议", "Agreement"),
    };

    private sealed record TextRow
    {
        public string What { get; init; } = "";
        public string Name { get; init; } = "";
        public string Text { get; init; } = "";
        public byte[] Sha256 { get; init; } = [];
    }
}
