using System.Security.Cryptography;
using FundLedger.Seals;

namespace FundLedger.Tests.Seals;

/// <summary>RFC 6962 against its published vectors and against a second way to reckon it.</summary>
public sealed class MerkleTrees
{
    private const int Most = 70;

    /// <summary>The leaves of the Certificate Transparency reference tests, and the roots of their first one to eight.</summary>
    private static readonly string[] Inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Most).Select(no => MerkleTree.LeafHash(BitConverter.GetBytes(no)))];

    [Test]
    public void Roots_are_those_that_were_published()
    {
        var tree = new MerkleFrontier();
        Assert.That(Convert.ToHexStringLower(tree.Root()), Is.EqualTo(Roots[0]));
        for (var size = 1; size <= Inputs.Length; size++)
        {
            tree.Add(MerkleTree.LeafHash(Convert.FromHexString(Inputs[size - 1])));
            Assert.That(Convert.ToHexStringLower(tree.Root()), Is.EqualTo(Roots[size]), $"{size}");
            Assert.That(Convert.ToHexStringLower(MerkleTree.Root([.. Inputs.Take(size).Select(input => MerkleTree.LeafHash(Convert.FromHexString(input)))])), Is.EqualTo(Roots[size]), $"{size}");
        }
    }

    [Test]
    public void Every_leaf_of_every_tree_is_proved_and_no_other_is()
    {
        for (var size = 1; size <= Most; size++)
        {
            var root = Naive(Leaves[..size]);
            for (var leaf = 0; leaf < size; leaf++)
            {
                var path = Hashes(MerkleTree.InclusionPath(leaf, size));
                Assert.That(path, Is.EqualTo(NaivePath(leaf, Leaves[..size])), $"{leaf} of {size}");
                Assert.That(MerkleTree.Includes(Leaves[leaf], leaf, size, path, root), $"{leaf} of {size}");
                Assert.That(MerkleTree.Includes(Leaves[(leaf + 1) % Most], leaf, size, path, root), Is.False, "another leaf");
                Assert.That(MerkleTree.Includes(Leaves[leaf], (leaf + 1) % Most, size, path, root) && size > 1, Is.False, "another place");
                Assert.That(MerkleTree.Includes(Leaves[leaf], leaf, size, [.. path, root], root), Is.False, "a longer path");
                if (path.Count > 0) Assert.That(MerkleTree.Includes(Leaves[leaf], leaf, size, [.. path.Skip(1)], root), Is.False, "a shorter path");
                for (var i = 0; i < path.Count; i++) Assert.That(MerkleTree.Includes(Leaves[leaf], leaf, size, Changed(path, i), root), Is.False, $"changed at {i}");
            }
        }
    }

    [Test]
    public void Every_tree_goes_on_from_every_smaller_one_and_from_no_other()
    {
        for (var size = 1; size <= Most; size++)
        {
            var root = Naive(Leaves[..size]);
            for (var old = 1; old <= size; old++)
            {
                var (path, oldRoot) = (Hashes(MerkleTree.ConsistencyPath(old, size)), Naive(Leaves[..old]));
                Assert.That(path, Is.EqualTo(NaiveRoad(old, Leaves[..size], true)), $"{old} of {size}");
                Assert.That(MerkleTree.Continues(old, oldRoot, size, root, path), $"{old} of {size}");
                Assert.That(MerkleTree.Continues(old, Leaves[^1], size, root, path), Is.False, "another old root");
                Assert.That(MerkleTree.Continues(old, oldRoot, size, Leaves[^1], path), Is.False, "another root");
                Assert.That(MerkleTree.Continues(old, oldRoot, size, root, [.. path, root]), Is.False, "a longer path");
                for (var i = 0; i < path.Count; i++) Assert.That(MerkleTree.Continues(old, oldRoot, size, root, Changed(path, i)), Is.False, $"changed at {i}");
            }
        }
    }

    private static List<byte[]> Hashes(IReadOnlyList<LeafRange> ranges) => [.. ranges.Select(range => Naive(Leaves[(int)range.Start..(int)range.End]))];

    private static byte[][] Changed(IReadOnlyList<byte[]> path, int at) => [.. path.Select((hash, i) => i == at ? [(byte)(hash[0] ^ 1), .. hash[1..]] : hash)];

    // The definitions of RFC 6962, section 2.1, word for word, with nothing of ours but the leaves.

    private static byte[] Naive(byte[][] leaves) => leaves.Length switch
    {
        0 => SHA256.HashData([]),
        1 => leaves[0],
        _ => SHA256.HashData([1, .. Naive(leaves[..Split(leaves.Length)]), .. Naive(leaves[Split(leaves.Length)..])]),
    };

    private static List<byte[]> NaivePath(int leaf, byte[][] leaves)
    {
        if (leaves.Length == 1) return [];
        var k = Split(leaves.Length);
        return leaf < k ? [.. NaivePath(leaf, leaves[..k]), Naive(leaves[k..])] : [.. NaivePath(leaf - k, leaves[k..]), Naive(leaves[..k])];
    }

    private static List<byte[]> NaiveRoad(int old, byte[][] leaves, bool isWhole)
    {
        if (old == leaves.Length) return isWhole ? [] : [Naive(leaves)];
        var k = Split(leaves.Length);
        return old <= k ? [.. NaiveRoad(old, leaves[..k], isWhole), Naive(leaves[k..])] : [.. NaiveRoad(old - k, leaves[k..], false), Naive(leaves[..k])];
    }

    private static int Split(int count)
    {
        var k = 1;
        while (k * 2 < count) k *= 2;
        return k;
    }
}
