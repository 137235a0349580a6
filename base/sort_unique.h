// Makes a set of a list.
#pragma once

#include <algorithm>
#include <vector>

namespace sluice {

template <class T>
void SortUnique(std::vector<T>* items) {
  std::sort(items->begin(), items->end());
  items->erase(std::unique(items->begin(), items->end()), items->end());
}

}  // namespace sluice
