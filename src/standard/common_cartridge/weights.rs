//! Weights as points.

/// The most points that a question may have (QTI profile of Common Cartridge, `cc_weighting`).
const MOST: f64 = 99.0;

/// Points in the ratio of the weights, and whether the ratio is exact. Weights that are points already stay as they are.
pub(super) fn points(weights: &[f64]) -> (Vec<u8>, bool) {
    let smallest = weights.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = weights.iter().copied().fold(0.0, f64::max);
    let scales = std::iter::once(1.0).chain((1..=99).map(|least| f64::from(least) / smallest));
    let exact = scales
        .map(|scale| weights.iter().map(|weight| weight * scale).collect::<Vec<_>>())
        .find(|points| points.iter().all(|points| is_whole(*points)));
    match exact {
        Some(points) => (points.into_iter().map(round).collect(), true),
        None => (weights.iter().map(|weight| round(weight * MOST / largest)).collect(), false),
    }
}

fn is_whole(points: f64) -> bool {
    (1.0 - 1e-9..=MOST + 1e-9).contains(&points) && (points - points.round()).abs() < 1e-9
}

fn round(points: f64) -> u8 {
    // Saturates, and makes 0 of what is no number.
    (points.round() as u8).clamp(1, 99)
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn ratios_are_kept_where_whole_points_can_keep_them() {
        for (weights, wanted) in [
            (vec![], vec![]),
            (vec![1.0, 1.0], vec![1, 1]),
            (vec![2.0, 4.0], vec![2, 4]),
            (vec![0.5, 1.0, 1.5], vec![1, 2, 3]),
            (vec![1.5, 1.0], vec![3, 2]),
            (vec![100.0, 50.0], vec![2, 1]),
            (vec![0.1, 0.3], vec![1, 3]),
            (vec![98.0, 99.0], vec![98, 99]),
        ] {
            assert_eq!(points(&weights), (wanted, true), "{weights:?}");
        }
    }

    #[test]
    fn other_ratios_are_rounded_and_nobody_gets_nothing() {
        assert_eq!(points(&[1.0, 1000.0]), (vec![1, 99], false));
        assert_eq!(points(&[1.0, std::f64::consts::SQRT_2]), (vec![70, 99], false));
    }
}
